package io.sojourn.mining.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * The paths that hold a map together: for each activity one path into it, on the way from the beginning, and one out of it, on
 * the way to the end. Both are trees over the whole map and don't depend on any slider.
 *
 * <p>Rule: what is reached is at first the beginning alone. Again and again, of all paths from something reached to an activity that
 * is not, the first one in the order of the map's paths is taken, and its activity is reached. So the least count on the way from
 * the beginning is as great as it can be (the widest way). The way to the end is the same with all paths turned round.
 * Cost: O(paths log paths).
 */
final class Backbone {
    /** The place in the list of paths of each activity's path. */
    private final Map<String, Integer> into;

    private final Map<String, Integer> outOf;
    private final List<MapPath> paths;

    /** @param paths all of a map, in its order */
    Backbone(List<MapPath> paths) {
        this.paths = paths;
        this.into = grow(MapPath::from, MapPath::to);
        this.outOf = grow(MapPath::to, MapPath::from);
    }

    /** Null, the beginning or the end, is where it starts; activities that were reached have a path. */
    private Map<String, Integer> grow(Function<MapPath, String> tail, Function<MapPath, String> head) {
        Map<String, List<Integer>> leaving = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            if (head.apply(paths.get(i)) != null) {
                leaving.computeIfAbsent(tail.apply(paths.get(i)), t -> new ArrayList<>())
                        .add(i);
            }
        }
        Map<String, Integer> taken = new HashMap<>();
        PriorityQueue<Integer> next = new PriorityQueue<>(leaving.getOrDefault(null, List.of()));
        while (!next.isEmpty()) {
            int path = next.poll();
            String reached = head.apply(paths.get(path));
            if (taken.putIfAbsent(reached, path) == null) {
                next.addAll(leaving.getOrDefault(reached, List.of()));
            }
        }
        return taken;
    }

    /** The activities given, and all those on their ways from the beginning and to the end. */
    Set<String> closed(Collection<String> activities) {
        Set<String> kept = new HashSet<>(activities);
        Deque<String> open = new ArrayDeque<>(kept);
        while (!open.isEmpty()) {
            String activity = open.pop();
            String before = paths.get(into.get(activity)).from();
            String behind = paths.get(outOf.get(activity)).to();
            if (before != null && kept.add(before)) {
                open.push(before);
            }
            if (behind != null && kept.add(behind)) {
                open.push(behind);
            }
        }
        return kept;
    }

    /** Whether the path at a place of the list is the one into an activity, or the one out of it. */
    boolean has(int place) {
        MapPath path = paths.get(place);
        return path.to() != null && into.get(path.to()) == place
                || path.from() != null && outOf.get(path.from()) == place;
    }
}
