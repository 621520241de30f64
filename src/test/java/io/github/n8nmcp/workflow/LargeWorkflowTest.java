package io.github.n8nmcp.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.edit.Edits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Work on a workflow grows with its nodes and not with their square: however many nodes there are, its lists are gone
 * through equally often.
 */
class LargeWorkflowTest {
    private static final MissingNode NONE = MissingNode.getInstance();

    /** A list that counts how often somebody goes through it. */
    @SuppressWarnings("unchecked") // Jackson's own deepCopy()
    private static final class CountingList extends ArrayNode {
        private static final long serialVersionUID = 1L;
        private transient int passes;

        CountingList(ArrayNode elements) {
            super(JsonNodeFactory.instance);
            addAll(elements);
            passes = 0;
        }

        @Override
        public Iterator<JsonNode> elements() {
            passes++;
            return super.elements();
        }
    }

    private static final class Chain {
        private final CountingList nodes;
        private final ObjectNode stored = JsonNodeFactory.instance.objectNode();

        Chain(int length) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            ObjectNode links = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < length; i++) {
                list.add(node("id" + i, "Node " + i, i));
                LinkTargets.of(links.withObjectProperty("Node " + i), "main", 0)
                        .addObject()
                        .put("node", "Node " + (i + 1) % length)
                        .put("type", "main")
                        .put("index", 0);
            }
            nodes = new CountingList(list);
            stored.put("id", "w1").put("name", "Large").put("active", false);
            stored.set("nodes", nodes);
            stored.set("connections", links);
            stored.putObject("settings");
        }

        private static ObjectNode node(String id, String name, int i) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("id", id)
                    .put("name", name)
                    .put("type", "n8n-nodes-base.set")
                    .put("typeVersion", 1);
            node.putArray("position").add(220 * i).add(0);
            node.putObject("parameters").put("value", "={{ $('Node " + i + "').item }}");
            return node;
        }

        Workflow workflow() {
            return new Workflow(stored);
        }

        int patched(Optional<Edits> edits, JsonNode newNodes) {
            Patch patch = new Patch(Optional.empty(), newNodes, NONE, edits, NONE, NONE);
            assertTrue(!patch.appliedTo(workflow()).changed().isEmpty());
            return nodes.passes;
        }
    }

    private static void assertAsOften(IntUnaryOperator passesWithNodes) {
        int few = passesWithNodes.applyAsInt(10);
        int many = passesWithNodes.applyAsInt(500);

        assertTrue(few > 0, "nothing was counted");
        assertEquals(few, many);
    }

    @Test
    void nodesAreReplacedByOthersOfOtherNames() {
        assertAsOften(length -> {
            ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < length; i++) {
                renamed.add(Chain.node("id" + i, "New " + i, i + 1));
            }
            return new Chain(length).patched(Optional.empty(), renamed);
        });
    }

    @Test
    void nodesAreReplacedByOthersWithoutIds() {
        assertAsOften(length -> {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < length; i++) {
                ObjectNode node = Chain.node("", "Node " + i, i + 1);
                node.remove("id");
                changed.add(node);
            }
            return new Chain(length).patched(Optional.empty(), changed);
        });
    }

    @Test
    void everyNodeIsRenamedByAnOperation() {
        assertAsOften(length -> {
            ArrayNode operations = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < length; i++) {
                operations
                        .addObject()
                        .put("type", "renameNode")
                        .put("nodeName", "Node " + i)
                        .put("newName", "New " + i);
            }
            return new Chain(length).patched(Optional.of(Edits.parse(operations)), NONE);
        });
    }

    @Test
    void manyNodesAreShownWhole() {
        assertAsOften(length -> {
            Chain chain = new Chain(length);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                names.add(i % 2 == 0 ? "Node " + i : "id" + i);
            }
            assertEquals(
                    length,
                    WorkflowView.summary(chain.workflow(), names)
                            .path("nodes")
                            .findValues("parameters")
                            .size());
            return chain.nodes.passes;
        });
    }

    @Test
    void aTriggerIsAddedWhereManyNamesAreTaken() {
        assertAsOften(length -> {
            Chain chain = new Chain(length);
            chain.nodes.add(Chain.node("s", "Schedule Trigger", 0));
            for (int i = 1; i < length; i++) {
                chain.nodes.add(Chain.node("s" + i, "Schedule Trigger " + i, 0));
            }
            assertEquals("Schedule Trigger " + length, Triggers.addSchedule(chain.stored));
            return chain.nodes.passes;
        });
    }

    @Test
    void aNewWorkflowIsPrepared() {
        assertAsOften(length -> {
            Chain chain = new Chain(length);
            NewWorkflow.of("Large", chain.nodes, chain.stored.path("connections"), NONE, NONE);
            return chain.nodes.passes;
        });
    }
}
