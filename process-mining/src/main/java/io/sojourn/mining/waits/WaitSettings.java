package io.sojourn.mining.waits;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.log.EventLog;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What is known of a process besides its log, where waits are split: its local time, when people are on duty, and who is
 * outside.
 *
 * @param zone of days and hours
 * @param calendar when everybody is on duty, and of working time; null where duty is read off the log
 * @param external names of the resources that are somebody outside: payers, patients
 * @param definition whose queues that wait on somebody are outside; or null
 */
public record WaitSettings(ZoneId zone, WorkCalendar calendar, List<String> external, CompiledDefinition definition) {
    /** For {@link #calendar(CompiledDefinition, String)}: duty is read off the log. */
    public static final String NO_CALENDAR = "none";

    public WaitSettings {
        Objects.requireNonNull(zone, "zone");
        external = List.copyOf(external);
    }

    /** Nothing but the log. */
    public static WaitSettings of(ZoneId zone) {
        return new WaitSettings(zone, null, List.of(), null);
    }

    public WaitSettings withZone(ZoneId other) {
        return new WaitSettings(other, calendar, external, definition);
    }

    public WaitSettings withCalendar(WorkCalendar other) {
        return new WaitSettings(zone, other, external, definition);
    }

    public WaitSettings withExternal(List<String> resources) {
        return new WaitSettings(zone, calendar, resources, definition);
    }

    public WaitSettings withDefinition(CompiledDefinition other) {
        return new WaitSettings(zone, calendar, external, other);
    }

    /**
     * A calendar of a definition; null where it has none.
     *
     * @param name null for the first one in the definition; {@link #NO_CALENDAR} for none
     */
    public static WorkCalendar calendar(CompiledDefinition definition, String name) {
        List<CalendarRule> rules = definition.definition().calendars();
        if (NO_CALENDAR.equals(name) || name == null && rules.isEmpty()) {
            return null;
        }
        return rules.stream()
                .filter(r -> name == null || r.name().equals(name))
                .findFirst()
                .map(WorkCalendar::of)
                .orElseThrow(() -> new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "The definition has no calendar \"" + name + "\".",
                        rules.isEmpty()
                                ? "Maybe leave the calendar out: the definition has none."
                                : "Maybe one of " + String.join(", ", names(rules)) + ", or " + NO_CALENDAR + "."));
    }

    private static List<String> names(List<CalendarRule> rules) {
        return rules.stream().map(CalendarRule::name).toList();
    }

    /** Names of the attributes that a log must be read with, for the queues of the definition. */
    public Predicate<String> attributes() {
        return definition == null ? LogLoader.NO_ATTRIBUTES : QueueStays.attributes(definition);
    }

    /** The stays in the definition's queues, in the order of the cases; none without a definition. */
    public List<QueueStay> stays(EventLog log) {
        return definition == null ? List.of() : QueueStays.of(log, definition);
    }

    /** The waits of a log by cause. */
    public WaitCauses split(EventLog log) {
        return split(log, stays(log));
    }

    /** The same, with {@link #stays} known. */
    public WaitCauses split(EventLog log, List<QueueStay> stays) {
        ActivityInstances read = ActivityInstances.of(log);
        ExternalWaits.Builder outside = new ExternalWaits.Builder(read).resources(external);
        stays.stream().filter(QueueStay::isOutside).forEach(s -> outside.span(s.caseIndex(), s.from(), s.to()));
        Availability duty = calendar == null ? ObservedAvailability.of(read, zone) : Availability.of(calendar);
        return WaitCauses.of(read, Concurrency.of(read), WaitOptions.of(duty, outside.build()));
    }

    /** For people: when who is on duty. */
    public String duty() {
        return calendar == null
                ? "read off the log, local time of " + zone
                : "calendar " + calendar.rule().name() + ", local time of "
                        + calendar.rule().zone();
    }
}
