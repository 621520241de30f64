import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;

/** Bodies of answers as streams, read to their ends or to where they stop. */
final class Bodies {
    private Bodies() {}

    /** What this server reads bodies with; it gives up when the time is over. */
    static BodyHandler<InputStream> ownStream(Duration time) {
        return answer -> new OwnStream(time.toMillis());
    }

    /** The first body, the first large one, and small ones when all is warm. */
    static void arriving(BodyHandler<InputStream> handler, String small, String large) throws Exception {
        HttpClient client = Http.plainClient();
        HttpRequest definition = Http.request(small, Http.AMPLE);
        HttpRequest page = Http.request(large, Http.AMPLE);
        Runs.first(() -> drained(client, handler, definition));
        Runs.keep("page", Runs.millis(() -> drained(client, handler, page)));
        Runs.warm(() -> drained(client, handler, definition));
    }

    /** How long a reader stays in a body that stops arriving. */
    static void stalled(BodyHandler<InputStream> handler, String stalling) throws Exception {
        HttpClient client = Http.plainClient();
        HttpRequest request = Http.request(stalling, Duration.ofSeconds(1));
        Runs.keep("interrupted", untilOver(client, handler, request, true));
        Runs.keep("late", untilOver(client, handler, request, false));
    }

    private static Long drained(HttpClient client, BodyHandler<InputStream> handler, HttpRequest request)
            throws IOException, InterruptedException {
        try (InputStream body = client.send(request, handler).body()) {
            byte[] buffer = new byte[8_192];
            long total = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
            }
            return total;
        }
    }

    /**
     * In milliseconds from the interruption, or from the start if there is none; -1 if the reader is still there after
     * 5 s.
     */
    private static double untilOver(
            HttpClient client, BodyHandler<InputStream> handler, HttpRequest request, boolean interrupted)
            throws Exception {
        Thread reader = new Thread(() -> {
            try {
                drained(client, handler, request);
            } catch (IOException | InterruptedException e) {
                // This is the end that is waited for.
            }
        });
        reader.setDaemon(true);
        long start = System.nanoTime();
        reader.start();
        if (interrupted) {
            Thread.sleep(300);
            start = System.nanoTime();
            reader.interrupt();
        }
        reader.join(5_000);
        return reader.isAlive() ? -1 : (System.nanoTime() - start) / 1e6;
    }
}
