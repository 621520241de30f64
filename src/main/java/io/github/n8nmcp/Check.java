package io.github.n8nmcp;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code --check}: calls every configured n8n and prints what it found as a table. */
final class Check {
    private static final List<String> COLUMNS = List.of("INSTANCE", "URL", "REACHED", "KEY", "THE API CAN", "NOTE");

    private Check() {}

    /** The exit code: 0 if every n8n was reached and took its key, else 1. */
    static int run(Config config, PrintStream out) {
        Instances instances = new Instances(config);
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        boolean good = true;
        for (Instance instance : config.instances().values()) {
            N8nClient n8n = instances.find(instance.name()).orElseThrow();
            String name =
                    instance.name().equals(config.defaultInstance()) ? instance.name() + " (default)" : instance.name();
            try {
                n8n.checkKey();
                String note = instance.readOnly() ? "read-only" : "";
                rows.add(List.of(name, instance.baseUrl().toString(), "yes", "accepted", abilities(n8n), note));
            } catch (N8nException e) {
                good = false;
                boolean reached = e.status().isPresent();
                String key = e.hasStatus(401) ? "refused" : "?";
                rows.add(List.of(name, instance.baseUrl().toString(), reached ? "yes" : "no", key, "", e.reason()));
            }
        }
        print(rows, out);
        return good ? 0 : 1;
    }

    /** An n8n whose description of itself is out of reach works all the same. */
    private static String abilities(N8nClient n8n) {
        try {
            return n8n.abilities();
        } catch (N8nException e) {
            return "?";
        }
    }

    private static void print(List<List<String>> rows, PrintStream out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(cells -> cells.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
