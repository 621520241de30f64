package io.github.n8nmcp.workflow.edit;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Where nodes stand, to find a place for a new one beside its neighbour that covers nothing. */
final class Canvas {
    /** From a node to the next one, as n8n's editor places them. */
    private static final int STEP = 220;

    /** The size of a node with its name below it; {@code WIDE} is the width of one that has others attached to it. */
    private static final int HEIGHT = 140;

    private static final int WIDTH = 160;
    private static final int WIDE = 260;

    private final EditedNodes nodes;
    private final EditedLinks links;
    /** Made when the first place is looked for. A node may stay here at a place that it has left. */
    private TreeMap<Double, Set<EditedNode>> byX;

    Canvas(EditedNodes nodes, EditedLinks links) {
        this.nodes = nodes;
        this.links = links;
    }

    /** Must be called for each node that is added or may have moved. */
    void touched(EditedNode node) {
        if (byX != null && !node.isSticky()) {
            byX.computeIfAbsent(node.x(), any -> new LinkedHashSet<>()).add(node);
        }
    }

    int[] rightOf(EditedNode neighbour) {
        return free(neighbour.x() + STEP + width(neighbour) - WIDTH, neighbour.y());
    }

    int[] leftOf(EditedNode neighbour) {
        return free(neighbour.x() - STEP, neighbour.y());
    }

    /** The nearest place at or below this one. */
    private int[] free(double x, double y) {
        if (byX == null) {
            byX = new TreeMap<>();
            nodes.all().forEach(this::touched);
        }
        record Spot(double y, EditedNode node) {}
        List<Spot> below = byX.subMap(x - WIDE, false, x + WIDTH, false).values().stream()
                .flatMap(Collection::stream)
                .filter(nodes::contains)
                .map(node -> new Spot(node.y(), node))
                .filter(spot -> spot.y() > y - HEIGHT)
                .sorted(Comparator.comparingDouble(Spot::y))
                .toList();
        double free = y;
        for (Spot spot : below) {
            if (spot.y() < free + HEIGHT && isWithin(x - spot.node().x(), spot.node())) {
                free = spot.y() + HEIGHT;
            }
        }
        return new int[] {(int) Math.round(x), (int) Math.round(free)};
    }

    private boolean isWithin(double toTheRight, EditedNode node) {
        return Math.abs(toTheRight) < WIDTH || (toTheRight >= WIDTH && toTheRight < width(node));
    }

    private int width(EditedNode node) {
        return links.into(node.name()).stream().allMatch(Link::isMain) ? WIDTH : WIDE;
    }
}
