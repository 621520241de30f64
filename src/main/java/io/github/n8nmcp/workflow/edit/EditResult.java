package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What operations made of a stored workflow. What they did not touch is shared with the stored trees.
 *
 * @param nodeGroups all node groups, present only if one of them changed
 * @param pinData all pinned data, present only if a node that has some was renamed or removed
 * @param changed each part that differs, such as {@code "Send: parameters.url"} or {@code "links"}; at most 40 entries
 * @param warnings a sentence for each thing done that was not asked for, or asked for and not done
 */
public record EditResult(
        ArrayNode nodes,
        ObjectNode connections,
        Optional<ArrayNode> nodeGroups,
        Optional<ObjectNode> pinData,
        List<String> changed,
        List<String> warnings) {}
