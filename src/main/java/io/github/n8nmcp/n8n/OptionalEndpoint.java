package io.github.n8nmcp.n8n;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An endpoint that not every n8n has. n8n answers a request for a missing route as it answers one for a missing workflow
 * (404, or 405 where another method has the path), so on such an answer the workflow itself is asked for.
 */
final class OptionalEndpoint {
    private volatile boolean missing;

    /**
     * The answer, or nothing if this n8n has no such endpoint, which is remembered.
     *
     * @param request asks the endpoint
     * @param existing asks for the thing that the endpoint is about, and throws if that is not there
     */
    <T> Optional<T> ask(Supplier<T> request, Runnable existing) {
        if (missing) {
            return Optional.empty();
        }
        try {
            return Optional.of(request.get());
        } catch (N8nException e) {
            if ((!e.hasStatus(404) && !e.hasStatus(405)) || e.is(Refusal.NO_VERSION)) {
                throw e;
            }
            existing.run();
            missing = true;
            return Optional.empty();
        }
    }
}
