package io.sojourn.definition;

import io.sojourn.definition.ExpressionList.Kind;
import io.sojourn.definition.YamlValue.Entry;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code slas}. */
final class SlaReader {
    private static final int AT_RISK_PERCENT = 75;

    private final ExpressionList expressions;
    private final List<String> calendars;

    SlaReader(ExpressionList expressions, List<String> calendars) {
        this.expressions = expressions;
        this.calendars = calendars;
    }

    List<SlaRule> read(YamlValue slas) {
        List<SlaRule> rules = new ArrayList<>();
        if (slas != null) {
            slas.entries().forEach(e -> rules.add(rule(e)));
        }
        return List.copyOf(rules);
    }

    private SlaRule rule(Entry e) {
        YamlMap map = e.value().map(Section.SLA);
        if (map.has("resume") && !map.has("pause")) {
            throw map.get("resume").error("resume without pause: the clock never stands still.", null);
        }
        TimeLimit within = Spans.limit(map.need("within"));
        String calendar = map.or(null, "calendar", v -> v.reference("calendar", calendars));
        checkCalendar(map, within, calendar);
        map.need("start");
        map.need("stop");
        YamlMap extend = map.or(null, "extend", v -> v.map(Section.EXTEND));
        return new SlaRule(
                e.name(),
                map.or(e.name(), "title", YamlValue::name),
                condition(map, "when"),
                condition(map, "start"),
                condition(map, "stop"),
                condition(map, "pause"),
                condition(map, "resume"),
                extend == null ? null : expressions.add(extend.need("when"), Kind.EVENT_CONDITION),
                extend == null ? 0 : extendBy(extend.need("by"), within),
                within,
                calendar,
                map.or(AT_RISK_PERCENT, "at_risk", Spans::percent));
    }

    private Expression condition(YamlMap map, String key) {
        return map.or(null, key, value -> expressions.add(value, Kind.EVENT_CONDITION));
    }

    /** A calendar with elapsed time would look as if it counted working time, and would not. */
    private static void checkCalendar(YamlMap map, TimeLimit within, String calendar) {
        boolean wanted = within.unit() == TimeLimit.Unit.BUSINESS_DAYS || within.unit() == TimeLimit.Unit.WORKING;
        if (wanted && calendar == null) {
            throw map.get("within")
                    .error("within " + Words.show(within.text()) + " needs a calendar.", "Maybe add calendar: office.");
        }
        if (!wanted && calendar != null) {
            throw map.get("within")
                    .error(
                            "within " + Words.show(within.text()) + " together with a calendar: it counts time by the"
                                    + " clock, not by the calendar.",
                            "Maybe write business_days, working_hours or working_minutes, or leave the calendar out.");
        }
    }

    private static long extendBy(YamlValue by, TimeLimit within) {
        TimeLimit limit = Spans.limit(by);
        TimeLimit.Unit wanted =
                within.unit() == TimeLimit.Unit.WORKING ? TimeLimit.Unit.WORKING : TimeLimit.Unit.ELAPSED;
        if (limit.unit() != wanted) {
            boolean working = wanted == TimeLimit.Unit.WORKING;
            throw by.error(
                    by.path() + " is " + Words.show(by.text()) + ", but the clock counts "
                            + (working ? "working" : "elapsed") + " time.",
                    working ? "Maybe write 4 working_hours." : "Maybe write 14d.");
        }
        return limit.amount();
    }
}
