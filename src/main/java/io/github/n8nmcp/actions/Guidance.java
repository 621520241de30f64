package io.github.n8nmcp.actions;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.Webhooks;
import io.github.n8nmcp.workflow.HttpTrigger;
import io.github.n8nmcp.workflow.HttpTriggers;
import io.github.n8nmcp.workflow.TriggerNode;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a workflow was not started, and the ways in which this very workflow can be.
 *
 * @param ways sentences, the easiest first
 */
public record Guidance(String reason, List<String> ways) {
    private static final String CANNOT = "This n8n's API cannot start a run, ";
    private static final String ADD_WEBHOOK =
            "Add a node of type n8n-nodes-base.webhook with update_workflow, activate the workflow, and call "
                    + "execute_workflow again.";

    /**
     * For a workflow as it is now.
     *
     * @param failed the attempts that were made, the last one last
     */
    public static Guidance of(Workflow workflow, StartRequest request, List<Attempt> failed, Instance instance) {
        List<String> ways = new ArrayList<>();
        if (workflow.json().path("isArchived").asBoolean()) {
            ways.add("Unarchive it in n8n's editor: " + instance.baseUrl() + "/workflow/" + workflow.id());
            return new Guidance("The workflow is archived, and n8n runs no archived workflow.", ways);
        }
        List<Attempt> tried =
                failed.stream().filter(attempt -> !attempt.reason().isEmpty()).toList();
        String reason;
        if (tried.isEmpty()) {
            reason = CANNOT + byItsTriggers(workflow, request, instance, ways);
        } else {
            // A trigger's own answer says more about this workflow than that the MCP server is no way either.
            reason = CANNOT + tried.get(0).reason();
            tried.forEach(attempt -> ways.addAll(attempt.ways()));
            if (tried.get(0).response().isEmpty()) {
                byItsTriggers(workflow, request, instance, ways);
            }
        }
        if (instance.mcpToken().isEmpty() && McpStart.trigger(workflow, request).isPresent()) {
            ways.add(McpGuidance.WITHOUT_TOKEN);
        }
        ways.add("Run it in n8n's editor: " + instance.baseUrl() + "/workflow/" + workflow.id());
        return new Guidance(reason, ways);
    }

    private static String byItsTriggers(Workflow workflow, StartRequest request, Instance instance, List<String> ways) {
        List<TriggerNode> named = TriggerNode.of(workflow).stream()
                .filter(trigger -> request.allows(trigger.name()))
                .toList();
        List<TriggerNode> enabled =
                named.stream().filter(trigger -> !trigger.isDisabled()).toList();
        Optional<HttpTrigger> http = HttpTriggers.of(workflow).stream()
                .filter(trigger -> request.allows(trigger.node()))
                .findFirst();
        if (http.isPresent()) {
            return byUrl(http.get(), workflow.isActive(), instance, ways);
        }
        if (enabled.stream().allMatch(TriggerNode::isManual) && named.stream().anyMatch(TriggerNode::isDisabled)) {
            String disabled = named.stream()
                    .filter(TriggerNode::isDisabled)
                    .map(trigger -> Quoted.name(trigger.name()))
                    .collect(Collectors.joining(", "));
            ways.add("Enable it with update_workflow (the node's disabled: false), activate the workflow, and call "
                    + "execute_workflow again.");
            return "and the workflow's trigger " + disabled + " is disabled.";
        }
        if (enabled.stream().allMatch(TriggerNode::isManual)) {
            ways.add(
                    "Add a node of type n8n-nodes-base.webhook (or a scheduleTrigger) with update_workflow and activate "
                            + "the workflow.");
            return "and the workflow has no trigger but a manual one.";
        }
        return byOthers(enabled, workflow.isActive(), ways);
    }

    private static String byUrl(HttpTrigger trigger, boolean active, Instance instance, List<String> ways) {
        String its = "the workflow's " + trigger.kind();
        if (trigger.obstacle().isPresent()) {
            if (trigger.kind().equals("chat")) {
                ways.add("Make it public: set parameters.public of the node " + Quoted.name(trigger.node())
                        + " to true with update_workflow.");
            }
            return "and " + its + " " + trigger.obstacle().get() + ".";
        }
        String address = trigger.address();
        int space = address.indexOf(' ');
        String url = address.substring(0, space + 1) + Webhooks.url(trigger.endpoint(), instance) + "/"
                + address.substring(space + 1);
        if (!active) {
            ways.add("Call activate_workflow, then execute_workflow again.");
            ways.add("Send " + url + " when it is active.");
            return "and " + its + " answers only while it is active.";
        }
        ways.add("Call execute_workflow with the headers that its " + trigger.authentication() + " asks for.");
        ways.add("Send " + url + " with the credentials of its " + trigger.authentication() + ".");
        return "and " + its + " asks for " + trigger.authentication()
                + " credentials, which this server does not have.";
    }

    /** Triggers that only something else sets off: another workflow, a failure, a clock, or another service. */
    private static String byOthers(List<TriggerNode> triggers, boolean active, List<String> ways) {
        TriggerNode first = triggers.stream()
                .filter(trigger -> !trigger.isManual())
                .findFirst()
                .orElseThrow();
        String starter = switch (first.type()) {
            case "executeWorkflowTrigger" -> "other workflows, by an Execute Workflow node";
            case "errorTrigger" -> "the failure of a workflow that names it as its errorWorkflow";
            case "scheduleTrigger", "cron", "interval" ->
                "the clock, at the times of its node " + Quoted.name(first.name());
            default -> "its own trigger " + Quoted.name(first.name()) + " (" + Quoted.bare(first.type()) + ")";
        };
        boolean inside =
                first.type().equals("executeWorkflowTrigger") || first.type().equals("errorTrigger");
        if (inside) {
            ways.add("Run a workflow that starts it.");
        } else if (!active) {
            ways.add("Call activate_workflow, so that its trigger starts it.");
        }
        ways.add(ADD_WEBHOOK);
        return "and the workflow is started only by " + starter + (active || inside ? "." : ", while it is active.");
    }
}
