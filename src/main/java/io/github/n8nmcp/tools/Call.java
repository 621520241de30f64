package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a tool has at hand while it answers one call. */
final class Call {
    private final N8nClient n8n;
    private final Backups backups;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    Call(N8nClient n8n, Backups backups, Progress progress) {
        this.progress = progress;
        this.n8n = n8n;
        this.backups = backups;
    }

    /** The n8n that was named. */
    N8nClient n8n() {
        return n8n;
    }

    /** Tells the caller of something done that was not asked for, or asked for and not done. */
    void warn(String sentence) {
        warnings.add(sentence);
    }

    void warn(List<String> sentences) {
        warnings.addAll(sentences);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Whether definitions are copied before they are changed. */
    boolean keepsBackups() {
        return backups.areKept();
    }

    /** Copies a definition before it is changed; throws if that fails, so that nothing is changed without a copy. */
    Optional<Path> backUp(ObjectNode workflow) {
        return backups.write(n8n.instance().name(), workflow);
    }

    /** Tells a caller who asked for it how far a long call is, in seconds. */
    void progress(double done, double total, String message) {
        progress.report(done, total, message);
    }

    /** Where a long call reports how far it is. */
    interface Progress {
        Progress NONE = (done, total, message) -> {};

        void report(double done, double total, String message);
    }
}
