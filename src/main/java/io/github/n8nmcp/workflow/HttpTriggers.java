package io.github.n8nmcp.workflow;

import java.util.ArrayList;
import java.util.List;

/** All triggers of a workflow that an HTTP request starts. */
public final class HttpTriggers {
    private HttpTriggers() {}

    /** Those that are not disabled: webhooks first, which take any data, then chats, then forms. */
    public static List<HttpTrigger> of(Workflow workflow) {
        List<HttpTrigger> all = new ArrayList<>(Webhook.of(workflow));
        all.addAll(ChatTrigger.of(workflow));
        all.addAll(FormTrigger.of(workflow));
        return all;
    }
}
