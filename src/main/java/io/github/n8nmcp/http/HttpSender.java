package io.github.n8nmcp.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.config.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to the server of one instance: limited in number, repeated where that is safe, within their time. */
public final class HttpSender {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);

    /** An answer is read up to this many bytes. */
    public static final long LARGEST_ANSWER = 64L << 20;

    /** Of an answer that is not accepted this much is read, which is enough for its message. */
    private static final int LARGEST_ERROR = 64 << 10;

    private final Instance instance;
    private final Time time;
    private final Throttle throttle;
    private final HostLookup hosts;

    /** Not made at once: a client takes threads and time that {@code tools/list} need not pay for. */
    private HttpClient client;

    /** Sends nothing before its first call. */
    public HttpSender(Instance instance, Time time) {
        this.instance = instance;
        this.time = time;
        this.throttle = new Throttle(time);
        this.hosts = new HostLookup(time);
    }

    /**
     * Sends a request, again after a passing fault, and reads its answer within the time of its call.
     *
     * @throws HttpException if there is no answer that the reader accepts
     * @throws CancelledException if the caller cancelled, and nothing is left half changed
     */
    public <T> T send(Request request, ResponseReader<T> reader, CallLifetime lifetime) throws HttpException {
        return lifetime.run(request.changes(), deadline -> sendUntil(deadline, request, reader));
    }

    private <T> T sendUntil(long deadline, Request request, ResponseReader<T> reader)
            throws HttpException, InterruptedException {
        for (int retry = 0; ; retry++) {
            try {
                return sendOnce(deadline, request, reader);
            } catch (HttpException e) {
                Optional<String> retryAfter = e.response().map(HttpException.Response::retryAfter);
                Duration pause = Backoff.pause(retry, time.random(), retryAfter, time.now());
                boolean again = e.isPassing(request.changes())
                        && retry < Backoff.MOST_RETRIES
                        && time.nanos() + pause.toNanos() < deadline;
                if (!again) {
                    throw e;
                }
                time.sleep(pause);
            }
        }
    }

    private <T> T sendOnce(long deadline, Request request, ResponseReader<T> reader)
            throws HttpException, InterruptedException {
        if (!throttle.enter(left(deadline))) {
            throw timeout();
        }
        try {
            long start = time.nanos();
            HttpResponse<InputStream> response = open(deadline, request);
            LOG.debug(
                    "{}: {} answered {} after {} ms",
                    instance.name(),
                    request,
                    response.statusCode(),
                    Duration.ofNanos(time.nanos() - start).toMillis());
            return read(response, reader);
        } finally {
            throttle.leave();
        }
    }

    private HttpResponse<InputStream> open(long deadline, Request request) throws HttpException, InterruptedException {
        throwIfOver(deadline);
        if (!hosts.await(hostToAsk(request.uri()), left(deadline))) {
            throw HttpException.notSent(HttpException.Kind.NO_ADDRESS, "No address was found in time");
        }
        throwIfOver(deadline);
        Duration left = left(deadline);
        // First, since making the client sets properties that the JDK reads once.
        HttpClient http = client(request);
        WatchedBody body = body(request);
        try {
            return http.send(toJdk(request, body, left), head -> new BodyStream(deadline, time));
        } catch (IOException e) {
            forgetBroken(e);
            throwIfInterrupted();
            throw HttpException.beforeAnswer(e, body.isUnderWay());
        }
    }

    /** Through a proxy only the proxy is looked up here. */
    private String hostToAsk(URI uri) {
        return instance.proxies().to(uri).map(ProxyServer::host).orElse(uri.getHost());
    }

    private void throwIfOver(long deadline) throws HttpException {
        Duration left = left(deadline);
        if (left.isNegative() || left.isZero()) {
            throw timeout();
        }
    }

    /** After a lack of memory in its own thread the JDK's client serves no further request. */
    private synchronized void forgetBroken(IOException e) {
        if (String.valueOf(e.getMessage()).contains("selector manager closed")) {
            client = null;
        }
    }

    private static WatchedBody body(Request request) {
        return new WatchedBody(
                request.body() == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(request.body().bytes()));
    }

    private HttpRequest toJdk(Request request, WatchedBody body, Duration left) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .version(HttpClients.version(request.uri()))
                .timeout(left);
        request.headers().forEach(builder::setHeader);
        instance.proxies()
                .to(request.uri())
                .flatMap(ProxyServer::authorization)
                .ifPresent(value -> builder.setHeader("Proxy-Authorization", value));
        if (request.body() != null) {
            builder.setHeader("Content-Type", request.body().contentType());
        }
        return builder.method(request.method(), body).build();
    }

    private static <T> T read(HttpResponse<InputStream> response, ResponseReader<T> reader)
            throws HttpException, InterruptedException {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        ResponseReader.Head head = new ResponseReader.Head(response.statusCode(), contentType);
        // The JDK gives no body where a proxy refuses to lead to the server.
        try (InputStream body = Objects.requireNonNullElseGet(response.body(), InputStream::nullInputStream);
                InputStream decoded = decoded(response, body)) {
            if (!reader.accepts(head)) {
                String start = new String(decoded.readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
                throw HttpException.notAccepted(
                        new HttpException.Response(head, firstValues(response.headers()), start));
            }
            T read = reader.read(head, decoded);
            if (reader.readsAll()) {
                readToTheEnd(body);
            }
            return read;
        } catch (IOException e) {
            throwIfInterrupted();
            throw unread(e);
        }
    }

    private static Map<String, String> firstValues(HttpHeaders headers) {
        Map<String, String> first = new HashMap<>();
        headers.map().forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return first;
    }

    private static InputStream decoded(HttpResponse<InputStream> response, InputStream body) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("");
        return new BoundedStream(encoding.equalsIgnoreCase("gzip") ? unzipped(body) : body, LARGEST_ANSWER);
    }

    /** Some servers say gzip of an empty body, or of one that they pass on as it is. */
    private static InputStream unzipped(InputStream body) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(body, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        boolean zipped = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return zipped ? new GZIPInputStream(peeked) : peeked;
    }

    /** Unzipping stops before the end of the body, and only a connection whose body was read to its end is kept. */
    private static void readToTheEnd(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("An answer was whole, but not its connection", e);
        }
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static HttpException unread(IOException e) {
        if (e instanceof BoundedStream.TooLargeException) {
            return HttpException.unread(HttpException.Kind.TOO_LARGE, "The answer is too large");
        }
        if (e instanceof StreamConstraintsException) {
            return HttpException.unread(HttpException.Kind.TOO_DEEP, "The answer is nested too deeply");
        }
        if (e instanceof JacksonException) {
            // Jackson's message would quote the body.
            return HttpException.unread(HttpException.Kind.UNREADABLE, "The answer is not valid JSON");
        }
        return HttpException.inAnswer(e);
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(deadline - time.nanos());
    }

    private static HttpException timeout() {
        return HttpException.notSent(HttpException.Kind.TIMEOUT, "No answer came in time");
    }

    /**
     * Makes the HTTP client, so that the first call need not. It takes a fifth of a first call over HTTP, and more where
     * TLS reads its certificates. Nothing is sent.
     */
    public void prepare() {
        try {
            Request request = new Request("GET", instance.baseUrl(), false, Map.of(), null);
            client(request);
            toJdk(request, body(request), instance.timeout());
        } catch (HttpException e) {
            LOG.debug("The first call will say why there is no HTTP client", e);
        }
    }

    /**
     * The client for a request. A webhook that is called by GET is sent on a connection of its own: on one that was kept
     * it may fail because the server has just closed it, and it cannot be repeated as a reading request can.
     */
    private synchronized HttpClient client(Request request) throws HttpException {
        if (request.changes() && request.body() == null && !request.method().equals("DELETE")) {
            return newClient();
        }
        if (client == null) {
            client = newClient();
        }
        return client;
    }

    private HttpClient newClient() throws HttpException {
        try {
            return HttpClients.of(instance);
        } catch (IOException e) {
            throw HttpException.notSent(HttpException.Kind.CA_FILE, e.getMessage());
        }
    }
}
