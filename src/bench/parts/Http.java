import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Requests to the addresses that a case is given. */
final class Http {
    static final Duration AMPLE = Duration.ofSeconds(30);

    private Http() {}

    /** A client for http:// that is not made ready for TLS. */
    static HttpClient plainClient() {
        SSLContext none = new SSLContext(new NoTls(), null, "none") {};
        return HttpClient.newBuilder().sslContext(none).sslParameters(new SSLParameters()).build();
    }

    static HttpRequest request(String url, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(url))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(timeout)
                .build();
    }

    static byte[] fetch(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(request(url, AMPLE), BodyHandlers.ofByteArray()).body();
    }
}
