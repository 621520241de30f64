package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JacksonException;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How requests reach an n8n: throttled, repeated where that is safe, within their time, every failure explained. */
final class Wire {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** An answer is read up to this many bytes. */
    private static final long LARGEST_ANSWER = 64L << 20;

    /** Of an error's body this much is read, which is ample for n8n's message. */
    private static final int LARGEST_ERROR = 64 << 10;

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Instance instance;
    private final Time time;
    private final Throttle throttle;
    private final Failure failure;

    /** Made by the first call: a client takes threads and start-up time that {@code tools/list} need not pay. */
    private HttpClient http;

    Wire(Instance instance, Time time) {
        this.instance = instance;
        this.time = time;
        this.throttle = new Throttle(time);
        this.failure = new Failure(instance);
    }

    /** Waits; ends early with an {@link N8nException} if the call is cancelled. */
    void pause(long nanos) {
        try {
            time.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.cancelled();
        }
    }

    /** One try failed, perhaps only for now. */
    private static final class FailedTry extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient N8nException failure;
        private final boolean passing;
        private final transient Optional<String> retryAfter;

        FailedTry(N8nException failure, boolean passing, Optional<String> retryAfter) {
            super(null, null, false, false);
            this.failure = failure;
            this.passing = passing;
            this.retryAfter = retryAfter;
        }
    }

    /** When a call that begins now must have ended. */
    long deadline() {
        return time.nanos() + instance.timeout().toNanos();
    }

    /** Sends a request, again after passing faults, and reads its answer, all before the deadline. */
    <T> T send(Request request, Reader<T> reader, long deadline) {
        try {
            for (int retry = 0; ; retry++) {
                try {
                    return tryOnce(request, reader, deadline);
                } catch (FailedTry failed) {
                    long pause = Backoff.nanos(retry, time.chance(), failed.retryAfter, time.now());
                    boolean again = failed.passing && retry < Backoff.MOST_RETRIES && time.nanos() + pause < deadline;
                    if (!again) {
                        throw failed.failure;
                    }
                    time.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.cancelled();
        }
    }

    private <T> T tryOnce(Request request, Reader<T> reader, long deadline) throws FailedTry, InterruptedException {
        if (!throttle.enter(deadline - time.nanos())) {
            throw timeout(request);
        }
        try {
            long start = time.nanos();
            HttpResponse<InputStream> response = open(request, deadline);
            LOG.debug(
                    "{}: {} {} answered {} after {} ms",
                    instance.name(),
                    request.method(),
                    request.path().replaceFirst("\\?.*", ""),
                    response.statusCode(),
                    (time.nanos() - start) / 1_000_000);
            try (InputStream body = response.body();
                    InputStream decoded = decoded(response, body)) {
                T read = read(request, response, decoded, reader);
                if (request.target() == Request.Target.API) {
                    readToTheEnd(body);
                }
                return read;
            } catch (IOException e) {
                throw cut(request, e);
            }
        } finally {
            throttle.leave();
        }
    }

    private static InputStream decoded(HttpResponse<InputStream> response, InputStream body) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("");
        return new BoundedStream(encoding.equalsIgnoreCase("gzip") ? unpacked(body) : body, LARGEST_ANSWER);
    }

    /** What unpacks stops before the end has been told, without which the connection is not kept for the next call. */
    private static void readToTheEnd(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("An answer was whole, but not its connection", e);
        }
    }

    /** Some say gzip of an empty body, or of one that they pass on as it is. */
    private static InputStream unpacked(InputStream body) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(body, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        boolean packed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return packed ? new GZIPInputStream(peeked) : peeked;
    }

    private HttpResponse<InputStream> open(Request request, long deadline) throws FailedTry, InterruptedException {
        long left = deadline - time.nanos();
        if (left <= 0) {
            throw timeout(request);
        }
        try {
            return http().send(httpRequest(request, left), info -> new BodyStream(deadline - time.nanos()));
        } catch (HttpTimeoutException e) {
            throw timeout(request);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean passing = Failure.isRefused(e) || (request.isRepeatable() && !Failure.isLasting(e));
            throw new FailedTry(failure.unreachable(e, base(request)), passing, Optional.empty());
        }
    }

    private URI base(Request request) {
        return request.target() == Request.Target.API ? instance.baseUrl() : instance.webhookUrl();
    }

    private HttpRequest httpRequest(Request request, long nanosLeft) {
        boolean api = request.target() == Request.Target.API;
        URI base = base(request);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + (api ? "/api/v1" : "") + request.path()))
                .version(HttpClients.version(base))
                .timeout(Duration.ofNanos(nanosLeft));
        if (api) {
            builder.header("Accept", "application/json").header("X-N8N-API-KEY", instance.apiKey());
            if (!isThisMachine(base.getHost())) {
                builder.header("Accept-Encoding", "gzip");
            }
        }
        if (base.getRawAuthority().equals(instance.baseUrl().getRawAuthority())) {
            // They are secrets between the owner and this host.
            instance.headers().forEach(builder::setHeader);
        }
        if (request.body() == null) {
            return builder.method(request.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return builder.header("Content-Type", "application/json")
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(Json.bytes(request.body())))
                .build();
    }

    /** To compress what never leaves the machine takes longer than to send it. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private <T> T read(Request request, HttpResponse<InputStream> response, InputStream body, Reader<T> reader)
            throws IOException, FailedTry {
        int status = response.statusCode();
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        Reader.Answer answer = new Reader.Answer(status, contentType, body);
        if (request.target() == Request.Target.WEBHOOK) {
            return reader.read(answer);
        }
        if (status >= 400) {
            boolean passing = status == 429 || (request.isRepeatable() && PASSING.contains(status));
            throw new FailedTry(
                    failure.refused(request, status, contentType, body.readNBytes(LARGEST_ERROR)),
                    passing,
                    response.headers().firstValue("Retry-After"));
        }
        if (status >= 300) {
            String location = response.headers().firstValue("Location").orElse("another address");
            throw lasting(failure.redirected(status, location));
        }
        if (!reader.takes(contentType)) {
            throw lasting(failure.notJson(status, body.readNBytes(LARGEST_ERROR)));
        }
        return reader.read(answer);
    }

    /** The answer began but its end did not come, or it was none that can be read. */
    private FailedTry cut(Request request, IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (e instanceof HttpTimeoutException) {
            return timeout(request);
        }
        if (e instanceof BoundedStream.TooLargeException) {
            return lasting(failure.tooLarge(LARGEST_ANSWER));
        }
        if (e instanceof JacksonException) {
            return lasting(failure.unreadable());
        }
        return new FailedTry(failure.broken(e, request.isRepeatable()), request.isRepeatable(), Optional.empty());
    }

    private FailedTry timeout(Request request) {
        return lasting(N8nException.timeout(instance.name(), instance.timeout().toMillis(), request.isRepeatable()));
    }

    private static FailedTry lasting(N8nException failure) {
        return new FailedTry(failure, false, Optional.empty());
    }

    private synchronized HttpClient http() throws FailedTry {
        if (http == null) {
            try {
                http = HttpClients.of(instance);
            } catch (IOException e) {
                throw lasting(failure.badCertificates(e.getMessage()));
            }
        }
        return http;
    }
}
