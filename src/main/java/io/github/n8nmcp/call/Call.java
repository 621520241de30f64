package io.github.n8nmcp.call;

import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a tool has at hand while it answers one call. */
public final class Call {
    private final N8nClient n8n;
    private final Function<String, N8nClient> others;
    private final Backups backups;
    private final Progress progress;
    private final Runnable letOthersGo;
    private final List<String> warnings = new ArrayList<>();

    Call(N8nClient n8n, Function<String, N8nClient> others, Backups backups, Progress progress, Runnable letOthersGo) {
        this.n8n = n8n;
        this.others = others;
        this.backups = backups;
        this.progress = progress;
        this.letOthersGo = letOthersGo;
    }

    /** The n8n that was named. */
    public N8nClient n8n() {
        return n8n;
    }

    /**
     * The n8n of another instance, which shares the time of this call.
     *
     * @throws ToolException if there is no such instance; the message names those that there are
     */
    public N8nClient n8n(String instance) {
        return others.apply(instance);
    }

    /** Adds a sentence about something done that was not asked for, or asked for and not done. */
    public void warn(String sentence) {
        warnings.add(Quoted.line(sentence));
    }

    /** Adds a sentence each. */
    public void warn(List<String> sentences) {
        sentences.forEach(this::warn);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Whether definitions are copied before they are changed. */
    public boolean keepsBackups() {
        return backups.areKept();
    }

    /**
     * Copies a definition before it is changed, if the owner wants that; answers the file.
     *
     * @throws ToolException if it cannot be copied, so that nothing is changed without a copy
     */
    public Optional<Path> backUp(Workflow workflow) {
        return backups.write(n8n.instance().name(), workflow);
    }

    /**
     * A workflow as it was before a change of this instance.
     *
     * @param file the name of a file that {@link #backUp} wrote for this instance
     * @throws ToolException if there is no such file, or it holds no workflow
     */
    public Workflow backup(String instance, String file) {
        return backups.read(instance, file);
    }

    /** Whether more than a third of the call's time is left. */
    public boolean hasTimeForMore() {
        return n8n.hasTimeForMore();
    }

    /** Where to report how far the call is. */
    public Progress progress() {
        return progress;
    }

    /** From here on the call only waits, so that other calls on the workflow need not wait for it. */
    public void onlyWaitsFromNowOn() {
        letOthersGo.run();
    }
}
