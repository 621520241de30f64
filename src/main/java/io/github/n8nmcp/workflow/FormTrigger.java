package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form trigger as n8n registers it when the workflow is active (read in the node's versions 1 to 2.6, n8n 1.82.3 and
 * 2.41.1). Its URL takes a form whose fields are named {@code field-0}, {@code field-1} … in the order of the form.
 *
 * @param node the node's name
 * @param endpoint that of forms; version 1 of the node listens below that of webhooks
 * @param path below the endpoint; may be an expression
 * @param fields the form's fields in their order
 * @param authentication the word in the node's parameters for what a caller must show, else {@code "none"}
 */
public record FormTrigger(
        String node, TriggerRequest.Endpoint endpoint, String path, List<FormField> fields, String authentication)
        implements HttpTrigger {

    /** The form triggers that are not disabled, in their order. */
    public static List<FormTrigger> of(Workflow workflow) {
        List<FormTrigger> forms = new ArrayList<>();
        for (JsonNode json : workflow.nodes()) {
            Node node = new Node(json);
            if (node.shortType().equals("formTrigger") && !node.isDisabled()) {
                JsonNode parameters = json.path("parameters");
                forms.add(new FormTrigger(
                        node.name(),
                        isFirstVersion(json) ? TriggerRequest.Endpoint.WEBHOOK : TriggerRequest.Endpoint.FORM,
                        path(json),
                        FormField.of(parameters),
                        parameters.path("authentication").asText("none")));
            }
        }
        return forms;
    }

    private static String path(JsonNode node) {
        JsonNode parameters = node.path("parameters");
        String path = UrlPath.withoutOuterSlashes(parameters.path("path").asText(""));
        if (isFirstVersion(node)) {
            return path + "/n8n-form";
        }
        String optional =
                UrlPath.withoutOuterSlashes(parameters.at("/options/path").asText(""));
        // From version 2.2 on the path is an option, and n8n ignores one that stands where it used to.
        return !path.isEmpty() && node.path("typeVersion").asDouble(1) < 2.2
                ? path
                : !optional.isEmpty() ? optional : node.path("webhookId").asText("");
    }

    private static boolean isFirstVersion(JsonNode node) {
        return node.path("typeVersion").asDouble(1) < 2;
    }

    @Override
    public String kind() {
        return "form";
    }

    @Override
    public String address() {
        return "POST " + UrlPath.encoded(path);
    }

    @Override
    public Optional<String> obstacle() {
        if (!PathCheck.staysInside(path)) {
            return Optional.of("has a path that leads out of n8n's public URLs");
        }
        if (UrlPath.isExpression(path)) {
            return Optional.of("has an expression as its path, which only n8n can work out");
        }
        return path.isEmpty() ? Optional.of("has neither a path nor a webhookId") : Optional.empty();
    }

    @Override
    public Optional<String> objection(ObjectNode data) {
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            if (position(entry.getKey()) < 0) {
                return Optional.of("Invalid data: the form " + Quoted.name(node) + " has no field "
                        + Quoted.name(entry.getKey()) + ". Its fields: "
                        + Names.list(fields.stream().map(FormField::name).toList()));
            }
        }
        return Optional.empty();
    }

    @Override
    public TriggerRequest request(ObjectNode data) {
        Map<String, String> form = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            int position = position(entry.getKey());
            form.put("field-" + position, text(position, entry.getValue()));
        }
        return TriggerRequest.form(endpoint, UrlPath.encoded(path), form);
    }

    /** n8n reads the choices of a list as a JSON array, even if there is one. */
    private String text(int position, JsonNode value) {
        boolean list = position < fields.size() && fields.get(position).isList();
        if (list && !value.isArray()) {
            return Json.text(JsonNodeFactory.instance.arrayNode().add(value));
        }
        return value.isContainerNode() ? Json.text(value) : value.asText();
    }

    private int position(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).is(name) || name.equals("field-" + i)) {
                return i;
            }
        }
        return -1;
    }
}
