import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is measured of the case that this process runs. */
final class Runs {
    private static final int WARM_UP = 2_000;
    private static final int CALLS = 1_000;
    private static final Map<String, Double> FIGURES = new LinkedHashMap<>();

    private Runs() {}

    interface Step<T> {
        T run() throws Exception;
    }

    /** Keeps a figure under a name. */
    static void keep(String name, double figure) {
        FIGURES.put(name, figure);
    }

    /** What one step takes, in milliseconds. */
    static double millis(Step<?> step) throws Exception {
        long start = System.nanoTime();
        if (step.run() == null) {
            throw new IllegalStateException("nothing came of it");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** What the first step takes, which loads its classes. */
    static void first(Step<?> step) throws Exception {
        keep("first", millis(step));
    }

    /** What a step takes when it has been done often, on average. */
    static void warm(Step<?> step) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            step.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            step.run();
        }
        keep("warm", (System.nanoTime() - start) / 1e6 / CALLS);
    }

    /** The most memory that this process had resident, in MiB, from Linux's /proc. */
    static double peak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
            }
        }
        return Double.NaN;
    }

    /** All figures as one JSON object. */
    static String json() {
        return FIGURES.entrySet().stream()
                .map(figure -> '"' + figure.getKey() + "\":" + figure.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
