package io.sojourn.mining.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which attributes stand inside which, by their names: {@code outer.inner} inside {@code outer}, where there is such a one. */
final class NestedNames {
    private final List<String> names;
    private final int[] parents;
    private final List<List<Integer>> inside = new ArrayList<>();

    /** @param ofTrace whether each is an attribute of the trace; inside one another are only those of the same kind */
    NestedNames(List<String> names, boolean[] ofTrace) {
        this.names = List.copyOf(names);
        this.parents = new int[names.size()];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
            inside.add(new ArrayList<>());
        }
        for (int i = 0; i < names.size(); i++) {
            parents[i] = parent(names.get(i), places, ofTrace[i], ofTrace);
            if (parents[i] >= 0) {
                inside.get(parents[i]).add(i);
            }
        }
    }

    /** The one with the longest name before a point. */
    private static int parent(String name, Map<String, Integer> places, boolean kind, boolean[] ofTrace) {
        for (int point = name.lastIndexOf('.'); point > 0; point = name.lastIndexOf('.', point - 1)) {
            Integer place = places.get(name.substring(0, point));
            if (place != null && ofTrace[place] == kind) {
                return place;
            }
        }
        return -1;
    }

    /** True when it stands in no other. */
    boolean isOuter(int attribute) {
        return parents[attribute] < 0;
    }

    /** Those that stand in it, directly. */
    List<Integer> inside(int attribute) {
        return inside.get(attribute);
    }

    /** The name that it has inside the other. */
    String innerName(int attribute) {
        return names.get(attribute).substring(names.get(parents[attribute]).length() + 1);
    }
}
