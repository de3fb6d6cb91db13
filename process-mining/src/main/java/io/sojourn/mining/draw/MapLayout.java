package io.sojourn.mining.draw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places boxes and the curves between them in layers from top to bottom, by the Eclipse Layout Kernel. A link from a later to an
 * earlier box is laid as if it went the other way, so the order of the boxes says what is up. Equal input gives equal places.
 * Cost: one to three seconds of one processor for 50 boxes and 100 to 200 links; more than linear in the links.
 */
final class MapLayout {
    private static final double BETWEEN_BOXES = 34;
    private static final double BETWEEN_LAYERS = 30;
    private static final double BETWEEN_CURVES = 12;
    /** From here on boxes are aligned by a faster method, which lets more lines bend. */
    private static final int MANY_LINKS = 120;

    private static final double TO_LABEL = 4;
    private static final double TO_OWN_LOOP = 18;
    /** So much room have curves to turn into a box. */
    private static final double TURN = 22;

    private MapLayout() {}

    /** A width and a height. */
    record Size(double width, double height) {}

    /** A place and a size. */
    record Box(double x, double y, double width, double height) {}

    record Point(double x, double y) {}

    /**
     * A link to be laid.
     *
     * @param label null for none
     * @param width of the line
     * @param strength from 0; stronger links are straighter and shorter
     */
    record Link(int from, int to, Size label, double width, int strength) {}

    /**
     * A link that was laid.
     *
     * @param points first, then two control points and a point of each Bézier curve
     * @param label null for none
     */
    record Curve(List<Point> points, Box label) {}

    /** Everything in its place, in the order in which it was given. */
    record Placed(Size size, List<Box> boxes, List<Curve> curves) {}

    /** @param boxes the first above, the last below all others */
    static Placed of(List<Size> boxes, List<Link> links) {
        LayoutMetaDataService.getInstance();
        ElkNode graph = graph(links.size());
        List<ElkNode> nodes = new ArrayList<>();
        for (Size size : boxes) {
            ElkNode node = ElkGraphUtil.createNode(graph);
            node.setDimensions(size.width(), size.height());
            nodes.add(node);
        }
        nodes.get(0).setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
        nodes.get(nodes.size() - 1).setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST);
        List<ElkEdge> edges = links.stream().map(link -> edge(link, nodes)).toList();
        new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            curves.add(curve(edges.get(i), links.get(i)));
        }
        return new Placed(
                new Size(graph.getWidth(), graph.getHeight()),
                nodes.stream()
                        .map(n -> new Box(n.getX(), n.getY(), n.getWidth(), n.getHeight()))
                        .toList(),
                curves);
    }

    private static ElkNode graph(int links) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
        graph.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                links > MANY_LINKS ? NodePlacementStrategy.BRANDES_KOEPF : NodePlacementStrategy.NETWORK_SIMPLEX);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_CURVES);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_CURVES);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, TURN);
        graph.setProperty(LayeredOptions.SPACING_NODE_SELF_LOOP, TO_OWN_LOOP);
        graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, TO_LABEL);
        return graph;
    }

    private static ElkEdge edge(Link link, List<ElkNode> nodes) {
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(
                nodes.get(Math.min(link.from(), link.to())), nodes.get(Math.max(link.from(), link.to())));
        edge.setProperty(LayeredOptions.EDGE_THICKNESS, link.width());
        edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, link.strength());
        edge.setProperty(LayeredOptions.PRIORITY_SHORTNESS, link.strength());
        if (link.label() != null) {
            ElkLabel label = ElkGraphUtil.createLabel(" ", edge);
            label.setDimensions(link.label().width(), link.label().height());
        }
        return edge;
    }

    private static Curve curve(ElkEdge edge, Link link) {
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(b -> points.add(new Point(b.getX(), b.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        if (link.from() > link.to()) {
            Collections.reverse(points);
        }
        Box label = edge.getLabels().stream()
                .findFirst()
                .map(l -> new Box(l.getX(), l.getY(), l.getWidth(), l.getHeight()))
                .orElse(null);
        return new Curve(points, label);
    }
}
