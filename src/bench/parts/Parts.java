import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What this server has for speed, in a few lines, and the usual way beside it. Runs the one case that its first
 * argument names, and prints what it measured as JSON: times in milliseconds, memory in MiB. {@code parts.mjs} starts
 * each case in a fresh JVM many times. The further arguments are the addresses of a small answer, a large one, and one
 * that stalls.
 */
public final class Parts {
    private Parts() {}

    public static void main(String[] args) throws Exception {
        String small = args[1];
        String large = args[2];
        String stalling = args[3];
        switch (args[0]) {
            case "mapper-usual" -> Runs.first(Requests::withMapper);
            case "mapper-ours" -> Runs.first(Requests::withoutMapper);
            case "binding-usual" -> Runs.first(Requests::boundBySdk);
            case "binding-ours" -> Runs.first(Requests::boundByHand);
            case "tls-usual" -> Runs.first(() -> Http.fetch(HttpClient.newHttpClient(), small));
            case "tls-ours" -> Runs.first(() -> Http.fetch(Http.plainClient(), small));
            case "body-usual" -> Bodies.arriving(BodyHandlers.ofInputStream(), small, large);
            case "body-ours" -> Bodies.arriving(Bodies.ownStream(Http.AMPLE), small, large);
            case "stall-usual" -> Bodies.stalled(BodyHandlers.ofInputStream(), stalling);
            case "stall-ours" -> Bodies.stalled(Bodies.ownStream(Duration.ofSeconds(3)), stalling);
            case "answer-usual" -> Answers.made(Answers::throughTree, Http.fetch(Http.plainClient(), small));
            case "answer-ours" -> Answers.made(Answers::passedOn, Http.fetch(Http.plainClient(), small));
            case "page-usual" -> Pages.read(large, Pages::throughTree);
            case "page-ours" -> Pages.read(large, Pages::asStream);
            default -> throw new IllegalArgumentException(args[0]);
        }
        Runs.keep("peak", Runs.peak());
        System.out.println(Runs.json());
        System.exit(0); // an HTTP client's thread would keep the process for a while
    }
}
