package io.sojourn.definition;

import io.sojourn.definition.YamlValue.Entry;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code staffing}. */
final class StaffingReader {
    private static final int PRODUCTIVE_PERCENT = 75;

    private final List<String> queues;
    private final List<String> calendars;
    private final List<String> slas;

    StaffingReader(List<String> queues, List<String> calendars, List<String> slas) {
        this.queues = queues;
        this.calendars = calendars;
        this.slas = slas;
    }

    List<StaffingRule> read(YamlValue staffing) {
        List<StaffingRule> rules = new ArrayList<>();
        if (staffing != null) {
            staffing.entries().forEach(e -> rules.add(rule(e)));
        }
        return List.copyOf(rules);
    }

    private StaffingRule rule(Entry e) {
        YamlMap map = e.value().map(Section.STAFFING);
        return new StaffingRule(
                e.name(),
                map.need("queue").reference("queue", queues),
                map.or(null, "handling", StaffingReader::handling),
                map.need("calendar").reference("calendar", calendars),
                map.or(PRODUCTIVE_PERCENT, "productive", Spans::percent),
                map.need("target").map(Section.STAFFING_TARGET).need("sla").reference("SLA", slas),
                map.or(null, "staff", StaffingReader::staff));
    }

    private static Long handling(YamlValue value) {
        return value.text().equals("observed") ? null : (Long) Spans.positive(value);
    }

    private static Double staff(YamlValue value) {
        if (!value.text().matches("\\d{1,6}(\\.\\d{1,6})?")) {
            throw value.error(
                    value.path() + " is " + Words.show(value.text()) + ", not a number of full-time equivalents.",
                    "Maybe write 5.5.");
        }
        return Double.valueOf(value.text());
    }
}
