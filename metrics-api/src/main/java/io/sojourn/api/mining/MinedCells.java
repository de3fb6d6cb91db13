package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.Sight;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.SmallCells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Takes small counts of cases out of variants and the process map, for who may not see them: null, and {@code "suppressed":
 * true}. What each other question answers tells of single cases, and is refused.
 */
final class MinedCells {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GUARDED = Set.of("variants", "process-map");
    private static final Set<String> NAMES = Set.of("activity", "activities", "from", "to");

    /** Null: nothing is taken out. */
    private final SmallCells cells;

    private MinedCells(SmallCells cells) {
        this.cells = cells;
    }

    /** Refuses a question that a scope may not ask. */
    static MinedCells of(String question, Scope scope) {
        Sight sight = new Sight(scope, Set.of());
        if (!GUARDED.contains(question)) {
            sight.refuseSingleCases(question);
        }
        return new MinedCells(sight.hidesSmallCells() ? new SmallCells(scope.smallestCell()) : null);
    }

    /** Refuses what leaves parts of a map, or cases, out: the difference to all would tell of them. */
    void check(Asked asked) {
        if (cells != null && (asked.isChosen() || asked.text("events") != null)) {
            throw Asked.wrong(
                    "filter, where and events are not for who is shown no small counts.", "Maybe ask for all cases.");
        }
        if (cells != null && (asked.text("activities") != null || asked.text("paths") != null)) {
            throw Asked.wrong(
                    "activities and paths are not for who is shown no small counts.", "Maybe ask for the whole map.");
        }
    }

    /** A document without its small counts. */
    byte[] guard(byte[] document) {
        if (cells == null) {
            return document;
        }
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(document);
            guard(node);
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a document of ours can't be read", e);
        }
    }

    private void guard(ObjectNode document) {
        variants(document, list(document, "variants"));
        long cases = document.path("cases").asLong();
        List<ObjectNode> arcs = list(document, "arcs");
        List<ObjectNode> starts = list(document, "starts");
        List<ObjectNode> ends = list(document, "ends");
        around(arcs, starts, ends);
        List<ObjectNode> activities = list(document, "activities");
        for (ObjectNode a : activities) {
            if (cells.isSmall(a.path("cases").asLong())
                    || cells.isSmall(a.path("events").asLong())
                    || cells.isSmall(cases - a.path("cases").asLong())) {
                clear(a);
            }
        }
        if (cells.isSmall(document.path("cases").asLong())) {
            document.putNull("cases").put("suppressed", true);
        }
    }

    /** Those that are not listed are one more cell: what the listed ones leave of all cases. */
    private void variants(ObjectNode document, List<ObjectNode> variants) {
        List<long[]> counts = new ArrayList<>();
        long rest = document.path("cases").asLong();
        for (ObjectNode v : variants) {
            counts.add(new long[] {v.path("count").asLong()});
            rest -= v.path("count").asLong();
        }
        counts.add(new long[] {rest});
        boolean[] hidden = cells.hidden(counts);
        for (int i = 0; i < variants.size(); i++) {
            if (hidden[i]) {
                clear(variants.get(i));
            }
        }
    }

    /**
     * What comes into an activity, and what goes out of it, sums up to its events, starts and ends to the cases: more is hidden
     * until no single one of any of these is.
     */
    private void around(List<ObjectNode> arcs, List<ObjectNode> starts, List<ObjectNode> ends) {
        TreeMap<String, List<Integer>> nodes = new TreeMap<>();
        List<ObjectNode> all = new ArrayList<>(arcs);
        all.addAll(starts);
        all.addAll(ends);
        long[] counts = all.stream().mapToLong(n -> n.path("count").asLong()).toArray();
        boolean[] hidden = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            ObjectNode n = all.get(i);
            hidden[i] = cells.isSmall(counts[i]);
            boolean arc = i < arcs.size();
            if (arc || i >= arcs.size() + starts.size()) {
                nodes.computeIfAbsent("out " + n.path(arc ? "from" : "activity").asText(), k -> new ArrayList<>())
                        .add(i);
            }
            if (arc || i < arcs.size() + starts.size()) {
                nodes.computeIfAbsent("in " + n.path(arc ? "to" : "activity").asText(), k -> new ArrayList<>())
                        .add(i);
            }
        }
        nodes.put("starts", range(arcs.size(), starts.size()));
        nodes.put("ends", range(arcs.size() + starts.size(), ends.size()));
        boolean more = true;
        while (more) {
            more = false;
            for (List<Integer> node : nodes.values()) {
                more |= complete(node, counts, hidden);
            }
        }
        for (int i = 0; i < counts.length; i++) {
            if (hidden[i]) {
                clear(all.get(i));
            }
        }
    }

    private static List<Integer> range(int from, int size) {
        return IntStream.range(from, from + size).boxed().toList();
    }

    private boolean complete(List<Integer> node, long[] counts, boolean[] hidden) {
        boolean[] given = new boolean[node.size()];
        for (int k = 0; k < given.length; k++) {
            given[k] = hidden[node.get(k)];
        }
        cells.complete(node.stream().map(i -> new long[] {counts[i]}).toList(), given);
        boolean more = false;
        for (int k = 0; k < given.length; k++) {
            more |= given[k] && !hidden[node.get(k)];
            hidden[node.get(k)] = given[k];
        }
        return more;
    }

    private void each(List<ObjectNode> list, String count) {
        boolean[] hidden = cells.hidden(
                list.stream().map(n -> new long[] {n.path(count).asLong()}).toList());
        for (int i = 0; i < hidden.length; i++) {
            if (hidden[i]) {
                clear(list.get(i));
            }
        }
    }

    private static void clear(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(name -> !NAMES.contains(name) && !name.equals("suppressed"))
                .forEach(node::putNull);
        node.put("suppressed", true);
    }

    private static List<ObjectNode> list(ObjectNode document, String name) {
        List<ObjectNode> list = new ArrayList<>();
        for (JsonNode node : document.path(name)) {
            list.add((ObjectNode) node);
        }
        return list;
    }
}
