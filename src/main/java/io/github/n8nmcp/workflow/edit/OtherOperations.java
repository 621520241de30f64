package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.workflow.Names;
import java.util.List;
import java.util.Map;

/** What to use in place of operations that n8n's own MCP server and n8n-mcp have, and this server does not. */
final class OtherOperations {
    private static final String SETTINGS = "use the argument settings of update_workflow";
    private static final String NAME = "use the argument name of update_workflow";
    private static final String TAGS = "use the argument tags of update_workflow, which replaces all tags";
    private static final String ACTIVE = "use the argument active of update_workflow";
    private static final String PARAMETERS = "use updateNode with updates such as {\"parameters.url\": \"…\"}";
    private static final String POSITION = "use updateNode with updates {\"position\": [x, y]}";
    private static final String GROUPS = "node groups are changed in n8n's editor";
    private static final String ELSEWHERE = "do that in n8n's editor";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("updateSettings", SETTINGS),
            Map.entry("setWorkflowSettings", SETTINGS),
            Map.entry("updateName", NAME),
            Map.entry("setWorkflowMetadata", NAME),
            Map.entry("addTag", TAGS),
            Map.entry("addTags", TAGS),
            Map.entry("removeTag", TAGS),
            Map.entry("removeTags", TAGS),
            Map.entry("activateWorkflow", ACTIVE),
            Map.entry("deactivateWorkflow", ACTIVE),
            Map.entry("publishWorkflow", ACTIVE),
            Map.entry("unpublishWorkflow", ACTIVE),
            Map.entry("enableNode", "use updateNode with updates {\"disabled\": false}"),
            Map.entry("disableNode", "use updateNode with updates {\"disabled\": true}"),
            Map.entry("setNodeDisabled", "use updateNode with updates {\"disabled\": true}"),
            Map.entry("moveNode", POSITION),
            Map.entry("setNodePosition", POSITION),
            Map.entry("setNodeParameter", PARAMETERS),
            Map.entry("updateNodeParameters", PARAMETERS),
            Map.entry("setNodeSettings", "use updateNode with updates such as {\"retryOnFail\": true}"),
            Map.entry("setNodeCredential", "use updateNode with updates such as {\"credentials.smtp\": \"its name\"}"),
            Map.entry("replaceConnections", "use the argument connections of update_workflow, without operations"),
            Map.entry("cleanStaleConnections", "use removeConnection for each link"),
            Map.entry("setNodeGroups", GROUPS),
            Map.entry("addNodeGroup", GROUPS),
            Map.entry("removeNodeGroup", GROUPS),
            Map.entry("updateNodeGroup", GROUPS),
            Map.entry("transferWorkflow", ELSEWHERE),
            Map.entry("moveToFolder", ELSEWHERE));

    private OtherOperations() {}

    /** Says of a type that is not one of ours what to use instead. */
    static InvalidOperationException refused(String type, List<String> types) {
        String instead = INSTEAD.get(type);
        return new InvalidOperationException(
                instead == null
                        ? "there is no such operation." + Names.offered(type, types, "types")
                        : "there is no such operation; " + instead);
    }
}
