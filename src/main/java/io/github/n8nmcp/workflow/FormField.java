package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One field of a form.
 *
 * @param label what a person sees beside it
 * @param id its name in the run's items where that is not the label (from version 2.4 of the form trigger on); may be empty
 * @param isList whether n8n takes a list of choices from it
 */
record FormField(String label, String id, boolean isList) {
    private static final Set<String> LISTS = Set.of("checkbox", "radio");

    /** The fields of a form trigger, which people build in the editor or write as JSON. */
    static List<FormField> of(JsonNode parameters) {
        List<FormField> fields = new ArrayList<>();
        boolean written = parameters.path("defineForm").asText("").equals("json");
        for (JsonNode field : written ? parsed(parameters.path("jsonOutput")) : parameters.at("/formFields/values")) {
            boolean list = field.path("multiselect").asBoolean(false)
                    || LISTS.contains(field.path("fieldType").asText(""));
            String id = field.path("fieldName").asText(field.path("elementName").asText(""));
            fields.add(new FormField(field.path("fieldLabel").asText(""), id, list));
        }
        return fields;
    }

    private static JsonNode parsed(JsonNode json) {
        try {
            return json.isTextual() ? Json.tree(json.textValue()) : json;
        } catch (IOException e) {
            // An expression, which only n8n can work out.
            return json.path("none");
        }
    }

    boolean is(String name) {
        return name.equals(label) || (!id.isEmpty() && name.equals(id));
    }

    /** What a caller may call it. */
    String name() {
        return label.isEmpty() ? id : label;
    }
}
