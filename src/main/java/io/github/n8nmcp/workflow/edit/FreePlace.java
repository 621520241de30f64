package io.github.n8nmcp.workflow.edit;

import java.util.Collection;
import java.util.List;

/** Where a new node stands on the canvas: beside its neighbour, covering nothing. */
final class FreePlace {
    /** From a node to the next one, as n8n's editor places them. */
    private static final int STEP = 220;

    /** The room of a node with its name below it, and of one that others are attached to. */
    private static final int HEIGHT = 140;

    private static final int WIDTH = 160;
    private static final int WIDE = 260;

    private FreePlace() {}

    static int[] rightOf(EditedNode neighbour, EditedWorkflow workflow) {
        return free(neighbour.x() + STEP + width(neighbour, workflow) - WIDTH, neighbour.y(), workflow);
    }

    static int[] leftOf(EditedNode neighbour, EditedWorkflow workflow) {
        return free(neighbour.x() - STEP, neighbour.y(), workflow);
    }

    /** The nearest place at or below this one. */
    private static int[] free(double x, double y, EditedWorkflow workflow) {
        Collection<EditedNode> all = workflow.nodes().all();
        List<Double> taken = all.stream()
                .filter(node -> !node.isSticky())
                .filter(node -> node.x() < x + WIDTH && x < node.x() + WIDE)
                .filter(node -> node.y() > y - HEIGHT && x < node.x() + width(node, workflow))
                .map(EditedNode::y)
                .sorted()
                .toList();
        double free = y;
        for (double other : taken) {
            if (Math.abs(other - free) < HEIGHT) {
                free = other + HEIGHT;
            }
        }
        return new int[] {(int) Math.round(x), (int) Math.round(free)};
    }

    private static int width(EditedNode node, EditedWorkflow workflow) {
        boolean hasAttachments = workflow.links().into(node.name()).stream().anyMatch(link -> !link.isMain());
        return hasAttachments ? WIDE : WIDTH;
    }
}
