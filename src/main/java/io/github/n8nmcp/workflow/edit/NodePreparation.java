package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** Checks a node that is to be added and fills in what n8n needs. */
@FunctionalInterface
public interface NodePreparation {
    /**
     * The node as n8n takes it.
     *
     * @param node has a position and a name that no other node has; the preparation may change it
     * @param idInUse whether another node has this id
     * @param warnings takes a sentence for each thing left out
     * @throws InvalidOperationException if n8n would refuse the node; its message says why
     */
    ObjectNode prepare(ObjectNode node, Predicate<String> idInUse, List<String> warnings);
}
