package io.sojourn.definition;

import io.sojourn.definition.ExpressionList.Kind;
import io.sojourn.definition.YamlValue.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code measures}. */
final class MeasureReader {
    /** The keys that say what kind a measure is, each with the other keys that go with it. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "share", List.of("title", "per", "of", "by", "target"),
            "count", List.of("title", "per", "by", "target"),
            "average", List.of("title", "of", "by", "target"),
            "from", List.of("title", "to", "unit", "by", "target"),
            "followed_by", List.of("title", "per", "of", "by", "target"),
            "not_followed_by", List.of("title", "per", "of", "by", "target"));

    private static final List<String> SHARES = List.of("share", "followed_by", "not_followed_by");
    private static final int STEPS = 8;

    private static final List<String> UNITS = List.of("seconds", "minutes", "hours", "days");
    private static final Pattern TARGET = Pattern.compile("(<=|<|>=|>) ?(-?\\d{1,15}(?:\\.\\d{1,15})?)( ?%)?");

    private final ExpressionList expressions;
    private final String process;
    private final List<String> dimensions;

    MeasureReader(ExpressionList expressions, String process, List<String> dimensions) {
        this.expressions = expressions;
        this.process = process;
        this.dimensions = dimensions;
    }

    List<Measure> read(YamlValue measures) {
        List<Measure> all = new ArrayList<>();
        if (measures != null) {
            measures.entries().forEach(e -> all.add(measure(e)));
        }
        return List.copyOf(all);
    }

    private Measure measure(Entry e) {
        if (e.name().startsWith("sla:")) {
            throw e.key().error("names that begin with sla: belong to the rates of the SLAs.", null);
        }
        YamlMap map = e.value().map(Section.MEASURE);
        String kind = kind(e, map);
        String title = map.or(e.name(), "title", YamlValue::name);
        List<String> by = map.or(List.of(), "by", this::by);
        Measure.Target target = map.or(null, "target", v -> target(v, kind));
        boolean perCase = map.or(false, "per", v -> v.oneOf(List.of("case")).equals("case"));
        Kind condition = perCase ? Kind.CASE_CONDITION : Kind.EVENT_CONDITION;
        return switch (kind) {
            case "share" ->
                new Measure.Share(
                        e.name(), title, perCase, add(map, "share", condition), of(map, condition), by, target);
            case "count" -> new Measure.Count(e.name(), title, perCase, add(map, "count", condition), by, target);
            case "average" ->
                new Measure.Average(
                        e.name(), title, add(map, "average", Kind.EVENT_NUMBER), of(map, condition), by, target);
            case "followed_by", "not_followed_by" ->
                new Measure.Followed(
                        e.name(),
                        title,
                        of(map, Kind.CASE_CONDITION),
                        followed(map.get(kind)),
                        kind.equals("not_followed_by"),
                        by,
                        target);
            default ->
                new Measure.Duration(
                        e.name(),
                        title,
                        add(map, "from", condition),
                        add(map, "to", condition),
                        map.or("hours", "unit", v -> v.oneOf(UNITS)),
                        by,
                        target);
        };
    }

    private static String kind(Entry e, YamlMap map) {
        List<String> kinds = KINDS.keySet().stream().sorted().filter(map::has).toList();
        if (kinds.size() != 1) {
            throw e.value()
                    .error(
                            e.value().path() + (kinds.isEmpty() ? " is of no kind" : " is of more than one kind") + ".",
                            "Maybe give one of share, count, average, followed_by, not_followed_by, or from with to.");
        }
        String kind = kinds.get(0);
        for (String key : Section.MEASURE.keys()) {
            if (map.has(key) && !key.equals(kind) && !KINDS.get(kind).contains(key)) {
                throw map.get(key).error(key + " does not go with " + kind + ".", null);
            }
        }
        return kind;
    }

    private FollowRule followed(YamlValue value) {
        YamlMap map = value.map(Section.FOLLOWED_BY);
        List<String> path = new ArrayList<>();
        YamlValue via = map.get("via");
        List<YamlValue> steps = new ArrayList<>(via == null ? List.of() : via.isList() ? via.items() : List.of(via));
        steps.add(map.need("process"));
        for (YamlValue step : steps) {
            String name = step.name();
            boolean back = path.contains(name) || (name.equals(process) && steps.size() > 1);
            if (back) {
                throw step.error(
                        map.self().path() + " comes back to process " + Words.show(name) + ".",
                        "Maybe name each process of the way once.");
            }
            path.add(name);
        }
        if (path.size() > STEPS) {
            throw via.error(map.self().path() + " goes over more than " + STEPS + " processes.", null);
        }
        return new FollowRule(path, foreign(map), Spans.positive(map.need("within")));
    }

    /** A condition over the cases of another process, whose columns are not known here. */
    private Expression foreign(YamlMap map) {
        return map.has("when") ? expressions.foreign(map.get("when")) : expressions.foreign(map.self(), "TRUE");
    }

    private Expression add(YamlMap map, String key, Kind kind) {
        return expressions.add(map.need(key), kind);
    }

    private Expression of(YamlMap map, Kind kind) {
        return map.has("of") ? add(map, "of", kind) : expressions.add(map.self(), "TRUE", kind);
    }

    private List<String> by(YamlValue list) {
        List<String> names = list.names();
        list.items().forEach(item -> item.reference("dimension", dimensions));
        return List.copyOf(names);
    }

    private static Measure.Target target(YamlValue value, String kind) {
        Matcher m = TARGET.matcher(value.text());
        if (!m.matches() || (m.group(3) != null && !SHARES.contains(kind))) {
            throw value.error(
                    value.path() + " is " + Words.show(value.text()) + ", which is no bound.",
                    "Maybe write \"<= 0.08\", in the measure's own unit.");
        }
        double number = Double.parseDouble(m.group(2));
        return new Measure.Target(m.group(1), m.group(3) == null ? number : number / 100);
    }
}
