package io.github.n8nmcp.cli;

import io.github.n8nmcp.json.Quoted;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The table that {@code --check} prints: columns as wide as their cells, each line good or bad. */
final class CheckTable {
    private static final List<String> COLUMNS =
            List.of("INSTANCE", "URL", "REACHED", "KEY", "LATENCY", "THE API CAN", "NOTE");

    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final boolean coloured;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> colours = new ArrayList<>();

    CheckTable(boolean coloured) {
        this.coloured = coloured;
        rows.add(COLUMNS);
        colours.add(BOLD);
    }

    void add(boolean good, String... cells) {
        rows.add(Arrays.stream(cells).map(Quoted::words).toList());
        colours.add(good ? GREEN : RED);
    }

    void print(PrintStream out) {
        int[] widths = IntStream.range(0, COLUMNS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = rows.get(row).get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            String text = line.toString().stripTrailing();
            out.println(coloured ? colours.get(row) + text + RESET : text);
        }
    }
}
