package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.N8nMcpServer;
import io.github.n8nmcp.n8n.NewRuns;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.TriggerNode;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a workflow through n8n's own MCP server, which runs the stored version, active or not, as the editor would. What
 * the server takes is read from its list of tools.
 */
public final class McpStart {
    /** The triggers that it can start (n8n 2.41.1), in the order in which they are chosen if there is no data. */
    private static final List<String> SUPPORTED =
            List.of("manualTrigger", "scheduleTrigger", "webhook", "formTrigger", "chatTrigger");

    private static final List<String> WITH_DATA = List.of("webhook", "formTrigger", "chatTrigger");

    private McpStart() {}

    /** The trigger that it would start: the named one, else the first that takes the data; nothing if there is none. */
    static Optional<TriggerNode> trigger(Workflow workflow, StartRequest request) {
        List<TriggerNode> usable = TriggerNode.of(workflow).stream()
                .filter(trigger ->
                        !trigger.isDisabled() && SUPPORTED.contains(trigger.type()) && request.allows(trigger.name()))
                .toList();
        for (String type : request.data().isEmpty() ? SUPPORTED : WITH_DATA) {
            for (TriggerNode trigger : usable) {
                if (trigger.type().equals(type)) {
                    return Optional.of(trigger);
                }
            }
        }
        return usable.stream().findFirst();
    }

    /** Starts it, if the configuration has a token and the workflow a trigger for it. */
    public static Attempt attempt(Workflow workflow, StartRequest request, Call call, Follow follow) {
        Optional<N8nMcpServer> server = call.n8n().mcpServer();
        Optional<TriggerNode> trigger = trigger(workflow, request);
        if (server.isEmpty() || trigger.isEmpty()) {
            return Attempt.none();
        }
        try {
            ObjectNode arguments =
                    arguments(server.get().executeWorkflowSchema(), workflow, trigger.get(), request, call);
            Optional<NewRuns> newRuns = follow.runsFromNowOn(workflow.id());
            ObjectNode answer = Attempt.answer(workflow);
            Optional<String> executionId = execute(server.get(), arguments, call);
            if (executionId.isPresent()) {
                follow.add(executionId.get(), answer);
            } else {
                follow.addFirst(follow.find(newRuns), newRuns.isPresent(), answer);
            }
            warnOfPinnedData(workflow, call);
            return Attempt.started(answer);
        } catch (N8nMcpServer.UnavailableException e) {
            return McpGuidance.of(e);
        }
    }

    private static Optional<String> execute(N8nMcpServer server, ObjectNode arguments, Call call)
            throws N8nMcpServer.UnavailableException {
        try {
            return server.executeWorkflow(arguments);
        } catch (N8nException e) {
            if (!e.mayHaveActed()) {
                throw e;
            }
            call.warn("n8n's MCP server gave no whole answer; the run may go on: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static ObjectNode arguments(
            JsonNode schema, Workflow workflow, TriggerNode trigger, StartRequest request, Call call) {
        JsonNode known = schema.path("properties");
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("workflowId", workflow.id());
        if (known.has("executionMode")) {
            arguments.put("executionMode", "manual");
        }
        if (known.has("triggerNodeName")) {
            arguments.put("triggerNodeName", trigger.name());
        } else if (request.trigger().isPresent()) {
            call.warn("trigger was not passed on: this n8n's MCP server chooses the trigger itself.");
        }
        if (WITH_DATA.contains(trigger.type())) {
            arguments.set("inputs", inputs(known.path("inputs"), trigger, request));
        } else if (!request.data().isEmpty()) {
            call.warn("data was not passed on: the trigger " + Quoted.name(trigger.name()) + " takes none.");
        }
        return arguments;
    }

    /** n8n before 2.41 wants the kind of the inputs to be named. */
    private static ObjectNode inputs(JsonNode schema, TriggerNode trigger, StartRequest request) {
        boolean named = schema.findValue("const") != null;
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        ObjectNode data = request.data();
        switch (trigger.type()) {
            case "chatTrigger" -> {
                if (!data.path("chatInput").isTextual()) {
                    throw ToolException.invalid("Missing data.chatInput: the message for the chat, a string");
                }
                if (named) {
                    inputs.put("type", "chat");
                }
                inputs.set("chatInput", data.path("chatInput"));
            }
            case "formTrigger" -> {
                if (named) {
                    inputs.put("type", "form");
                }
                inputs.set("formData", data);
            }
            default -> {
                if (named) {
                    inputs.put("type", "webhook");
                }
                ObjectNode hook = inputs.putObject("webhookData");
                hook.put("method", "POST").set("body", data);
                if (!request.headers().isEmpty()) {
                    ObjectNode headers = hook.putObject("headers");
                    for (Map.Entry<String, String> header : request.headers().entrySet()) {
                        headers.put(header.getKey(), header.getValue());
                    }
                }
            }
        }
        return inputs;
    }

    /** As in the editor, pinned data stands in for what a node would do. */
    private static void warnOfPinnedData(Workflow workflow, Call call) {
        JsonNode pinned = workflow.json().path("pinData");
        if (!pinned.isEmpty()) {
            List<String> nodes = new ArrayList<>();
            pinned.fieldNames().forEachRemaining(nodes::add);
            call.warn("It ran as in the editor, where pinned data stands in for what these nodes do: "
                    + Names.list(nodes) + ".");
        }
    }
}
