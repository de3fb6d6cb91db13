package io.sojourn.mining.filter;

import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Filters the slow and obvious way: over lists of events with maps of values. */
final class BruteForce {
    private record Row(int place, Map<String, Object> values) {
        String activity() {
            return (String) values.get("activity");
        }

        long time() {
            return (Long) values.get("time");
        }
    }

    private final List<List<Row>> cases = new ArrayList<>();

    BruteForce(EventLog log) {
        for (int c = 0; c < log.cases(); c++) {
            List<Row> rows = new ArrayList<>();
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                Map<String, Object> values = new HashMap<>();
                values.put("case_id", log.caseId(c));
                values.put("activity", log.activityNames().get(log.activities().at(i)));
                values.put(
                        "lifecycle", name(log.lifecycleNames(), log.lifecycles().at(i)));
                values.put("resource", name(log.resourceNames(), log.resources().at(i)));
                values.put("team", name(log.teamNames(), log.teams().at(i)));
                values.put(
                        "instance",
                        name(log.instanceNames().list(), log.instances().at(i)));
                values.put("time", log.times()[i]);
                for (String attribute : log.attributeNames()) {
                    Attribute column = log.attribute(attribute);
                    values.put(attribute, column.value(column.perCase() ? c : i));
                }
                rows.add(new Row(i, values));
            }
            cases.add(rows);
        }
    }

    static String name(List<String> names, int code) {
        return code < 0 ? null : names.get(code);
    }

    List<String> events(LogFilter filter) {
        TreeSet<String> events = new TreeSet<>();
        for (List<Row> rows : cases) {
            if (chooses(filter.cases(), rows)) {
                rows.stream()
                        .filter(r -> filter.events().stream().allMatch(t -> passes(t, r.values.get(t.column()))))
                        .forEach(r -> events.add(r.values.get("case_id") + " " + r.place));
            }
        }
        return List.copyOf(events);
    }

    private boolean chooses(Filter filter, List<Row> rows) {
        long first = rows.get(0).time();
        long last = rows.get(rows.size() - 1).time();
        if (filter instanceof AllOf f) {
            return f.filters().stream().allMatch(x -> chooses(x, rows));
        }
        if (filter instanceof AnyOf f) {
            return f.filters().stream().anyMatch(x -> chooses(x, rows));
        }
        if (filter instanceof NoneOf f) {
            return f.filters().stream().noneMatch(x -> chooses(x, rows));
        }
        if (filter instanceof TimeFilter f) {
            return switch (f.mode()) {
                case CONTAINED -> rows.stream().allMatch(r -> isIn(f, r.time()));
                case INTERSECTING -> (f.to() == null || first < f.to()) && (f.from() == null || last >= f.from());
                case STARTED -> isIn(f, first);
                case ENDED -> isIn(f, last);
            };
        }
        if (filter instanceof DurationFilter f) {
            return f.span().contains(last - first);
        }
        if (filter instanceof EndFilter f) {
            return f.activities()
                    .contains(rows.get(f.first() ? 0 : rows.size() - 1).activity());
        }
        if (filter instanceof ActivityFilter f) {
            List<String> own = rows.stream().map(Row::activity).toList();
            return f.all()
                    ? own.containsAll(f.activities())
                    : f.activities().stream().anyMatch(own::contains);
        }
        if (filter instanceof FollowsFilter f) {
            return follows(f, rows);
        }
        if (filter instanceof ReworkFilter f) {
            return rows.stream()
                    .collect(Collectors.groupingBy(Row::activity, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .anyMatch(e ->
                            (f.activity() == null || e.getKey().equals(f.activity())) && e.getValue() >= f.times());
        }
        if (filter instanceof ThroughputFilter f) {
            return throughput(f, rows);
        }
        if (filter instanceof VariantFilter f) {
            return variants(f).contains(steps(rows));
        }
        if (filter instanceof EventFilter f) {
            return rows.stream().anyMatch(r -> f.tests().stream().allMatch(t -> passes(t, r.values.get(t.column()))));
        }
        ValueTest test = ((CaseFilter) filter).test();
        return passes(
                test,
                rows.stream()
                        .map(r -> r.values.get(test.column()))
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> b)
                        .orElse(null));
    }

    private static boolean isIn(TimeFilter f, long time) {
        return (f.from() == null || time >= f.from()) && (f.to() == null || time < f.to());
    }

    private static boolean follows(FollowsFilter f, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if ((!f.directly() || j == i + 1)
                        && rows.get(i).activity().equals(f.from())
                        && rows.get(j).activity().equals(f.to())
                        && f.span().contains(rows.get(j).time() - rows.get(i).time())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean throughput(ThroughputFilter f, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).activity().equals(f.from())) {
                for (int j = i + 1; j < rows.size(); j++) {
                    if (rows.get(j).activity().equals(f.to())) {
                        return f.span()
                                .contains(rows.get(j).time() - rows.get(i).time());
                    }
                }
                return false;
            }
        }
        return false;
    }

    private static String steps(List<Row> rows) {
        return rows.stream().map(Row::activity).collect(Collectors.joining(","));
    }

    private List<String> variants(VariantFilter f) {
        List<Map.Entry<String, Long>> ranked =
                cases.stream()
                        .collect(Collectors.groupingBy(BruteForce::steps, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(e -> -e.getValue())
                                .thenComparing(Map.Entry::getKey))
                        .toList();
        List<String> chosen = new ArrayList<>();
        long before = 0;
        for (Map.Entry<String, Long> variant : ranked) {
            if (f.top() != null ? chosen.size() < f.top() : before < f.share() * cases.size()) {
                chosen.add(variant.getKey());
            }
            before += variant.getValue();
        }
        return chosen;
    }

    private static boolean passes(ValueTest test, Object value) {
        if (test instanceof ValueTest.Missing) {
            return value == null;
        }
        if (value == null) {
            return false;
        }
        if (test instanceof ValueTest.In in) {
            return in.values().contains(value.toString());
        }
        if (test instanceof ValueTest.Numbers range) {
            double number = ((Number) value).doubleValue();
            return (range.min() == null || number >= range.min()) && (range.max() == null || number <= range.max());
        }
        ValueTest.TimeRange range = (ValueTest.TimeRange) test;
        long time = (Long) value;
        return (range.min() == null || time >= range.min()) && (range.max() == null || time <= range.max());
    }
}
