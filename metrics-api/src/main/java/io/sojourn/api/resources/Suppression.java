package io.sojourn.api.resources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes small counts of cases out of documents: such a figure is null, and the object around it says {@code "suppressed":
 * true}. Within each list whose total is shown, further figures go where subtraction would tell the first ({@link SmallCells}).
 * Differences between documents of two instants, windows or filters are not guarded against.
 */
final class Suppression {
    private static final String SUPPRESSED = "suppressed";
    private static final String NUMERATOR = "numerator";
    private static final String DENOMINATOR = "denominator";
    private static final String COUNT = "count";
    private static final String OPEN = "open";
    private static final String SHARE = "share";
    private static final List<String> FLOWS = List.of("arrivals_last_hour", "departures_last_hour");
    /** What names a figure, and is never taken away. */
    private static final Set<String> NAMES = Set.of(
            "measure",
            "title",
            "kind",
            "unit",
            "queue",
            "waits_on",
            "key",
            "at",
            "from",
            "to",
            "from_seconds",
            "to_seconds",
            "sla",
            "within",
            "target",
            "previous",
            "history",
            "groups",
            "bands",
            SUPPRESSED);

    private final SmallCells cells;

    Suppression(int smallestCell) {
        this.cells = new SmallCells(smallestCell);
    }

    /** Makes the figures of an object null, and keeps what names them. */
    static void clear(Map<String, Object> figures) {
        figures.replaceAll((name, value) -> NAMES.contains(name) ? value : null);
    }

    private static void suppress(Map<String, Object> figures) {
        clear(figures);
        figures.put(SUPPRESSED, true);
    }

    private static void suppress(Map<String, Object> figures, String... names) {
        for (String name : names) {
            figures.replace(name, null);
        }
        figures.put(SUPPRESSED, true);
    }

    private static long count(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number n ? n.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return of.get(name) instanceof List<?> l ? (List<Map<String, Object>>) l : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.get(name);
    }

    /** Suppresses the cells of a list that must not be told. */
    private boolean[] each(List<Map<String, Object>> list, List<long[]> counts) {
        boolean[] hidden = cells.hidden(counts);
        for (int i = 0; i < hidden.length; i++) {
            if (hidden[i]) {
                suppress(list.get(i));
            }
        }
        return hidden;
    }

    private void each(List<Map<String, Object>> list, String... names) {
        each(list, list.stream().map(o -> counts(o, names)).toList());
    }

    private static long[] counts(Map<String, Object> of, String... names) {
        return Arrays.stream(names).mapToLong(name -> count(of, name)).toArray();
    }

    /** Measures: each alone, its history and its groups against its total. */
    Map<String, Object> measures(Map<String, Object> document) {
        for (Map<String, Object> m : list(document, "measures")) {
            String kind = String.valueOf(m.get("kind"));
            for (String parts : List.of("history", "groups")) {
                List<Map<String, Object>> list = list(m, parts);
                each(list, list.stream().map(o -> ratio(o, kind)).toList());
            }
            figures(object(m, "previous"), kind);
            figures(m, kind);
            if (cells.isSmall(count(m, "censored"))) {
                suppress(m, "censored");
            }
        }
        return document;
    }

    /** Of a share three counts: all, those that are meant, those that aren't. Numerators of durations and averages are sums. */
    private static long[] ratio(Map<String, Object> o, String kind) {
        long all = count(o, DENOMINATOR);
        long meant = count(o, NUMERATOR);
        return switch (kind) {
            case SHARE -> new long[] {all, meant, all - meant};
            case "count" -> new long[] {all, meant};
            default -> new long[] {all};
        };
    }

    private void figures(Map<String, Object> o, String kind) {
        long[] counts = ratio(o, kind);
        if (cells.isSmall(counts[0])) {
            suppress(o);
            o.computeIfPresent("meets_target", (k, v) -> null);
        } else if (kind.equals(SHARE) && (cells.isSmall(counts[1]) || cells.isSmall(counts[2]))) {
            suppress(o, NUMERATOR, "value", "wilson_low", "wilson_high", "meets_target");
        }
    }

    /** Queues: bands against the open ones, groups against all; of groups no bands. */
    Map<String, Object> queues(Map<String, Object> document) {
        for (Map<String, Object> q : list(document, "queues")) {
            List<Map<String, Object>> groups = list(q, "groups");
            groups.forEach(g -> list(g, "bands").forEach(Suppression::suppress));
            each(groups, OPEN, FLOWS.get(0), FLOWS.get(1));
            each(list(q, "bands"), COUNT);
            flows(q, FLOWS.get(0), FLOWS.get(1));
            list(q, "history").forEach(p -> {
                flows(p, "arrivals", "departures");
                open(p);
            });
            open(q);
        }
        return document;
    }

    /** Where one of both goes the other goes too: the change of what is open would tell it. */
    private void flows(Map<String, Object> o, String arrivals, String departures) {
        if (cells.isSmall(count(o, arrivals)) || cells.isSmall(count(o, departures))) {
            suppress(o, arrivals, departures);
        }
    }

    private void open(Map<String, Object> o) {
        if (cells.isSmall(count(o, OPEN))) {
            list(o, "bands").forEach(Suppression::suppress);
            suppress(o, OPEN, "oldest_seconds", "mean_seconds", "p50_seconds", "p90_seconds", "p95_seconds");
        }
    }

    /** Handoffs, by pair. */
    Map<String, Object> handoffs(Map<String, Object> document) {
        List<Map<String, Object>> pairs = list(document, "handoffs");
        each(pairs, COUNT);
        for (Map<String, Object> pair : pairs) {
            for (String part : List.of("negative", "ping_pong")) {
                if (cells.isSmall(count(pair, part)) || cells.isSmall(count(pair, COUNT) - count(pair, part))) {
                    suppress(pair, part);
                }
            }
        }
        return document;
    }

    /** Clocks by state; single clocks aren't shown. */
    Map<String, Object> slas(Map<String, Object> document) {
        for (String single : List.of("clocks", "breaches")) {
            document.replace(single, List.of());
            document.put(SUPPRESSED, true);
        }
        List<String> states = List.of("running", "paused", "at_risk", "met", "breached", "cancelled");
        for (Map<String, Object> sla : list(document, "slas")) {
            long breached = count(sla, "breached");
            long open = count(sla, "breached_open");
            boolean[] hidden =
                    cells.hidden(states.stream().map(s -> counts(sla, s)).toList());
            List<String> gone = new ArrayList<>();
            for (int i = 0; i < hidden.length; i++) {
                if (hidden[i]) {
                    gone.add(states.get(i));
                }
            }
            boolean rate = gone.contains("met") || gone.contains("breached");
            if (gone.contains("breached") || cells.isSmall(open) || cells.isSmall(breached - open)) {
                gone.add("breached_open");
            }
            if (rate) {
                suppress(object(sla, "breach_rate"));
            }
            if (!gone.isEmpty()) {
                suppress(sla, gone.toArray(String[]::new));
            }
        }
        return document;
    }

    /** Counts of the store. */
    Map<String, Object> health(Map<String, Object> document) {
        long closed = count(document, "cases") - count(document, "open_cases");
        if (cells.isSmall(count(document, "cases"))) {
            suppress(document, "cases", "open_cases", "events");
        } else if (cells.isSmall(closed) || cells.isSmall(count(document, "open_cases"))) {
            suppress(document, "open_cases");
        }
        for (String name : List.of("rejected", "duplicates")) {
            if (cells.isSmall(count(document, name))) {
                suppress(document, name);
            }
        }
        return document;
    }
}
