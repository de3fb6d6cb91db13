package io.sojourn.mining.format;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events that a definition sees in a log in memory: as {@link EventMapper} makes them of the rows, and those of a case in
 * the order (time, sequence). The sequence is the place in the log, which for one file is the file's order but for the ties of
 * starts; corrections, which a log in memory leaves out, are none here. Costs a mapped row for each event; one case is held at
 * a time.
 */
public final class LogEvents {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::timeMicros).thenComparingLong(Event::sequence);

    private LogEvents() {}

    /** Takes the events of one case. */
    public interface OfCase {
        /** @param events in order; not kept after the call by the one who gives them */
        void accept(int caseIndex, List<Event> events);
    }

    /** Gives each case that has an event, in the log's order; says how many rows the definition can't read. */
    public static long forEach(EventLog log, ProcessDefinition definition, OfCase cases) {
        Collector collector = new Collector(new EventMapper(definition, ""), cases);
        new LogRows(log.all()).forEach(collector);
        collector.finish();
        return collector.rejected;
    }

    /** Puts the events of a case together. */
    private static final class Collector implements RowHandler {
        private final EventMapper mapper;
        private final OfCase cases;
        private final List<Event> events = new ArrayList<>();
        private final Consumer<Event> add = events::add;
        private int caseIndex = -1;
        private String caseId;
        private long rejected;

        Collector(EventMapper mapper, OfCase cases) {
            this.mapper = mapper;
            this.cases = cases;
        }

        @Override
        public void row(LogRow row) {
            if (!row.caseId().equals(caseId)) {
                finish();
                caseId = row.caseId();
                caseIndex++;
            }
            mapper.map(row, add, this::rejected);
        }

        @Override
        public void rejected(RejectedRow row) {
            rejected++;
        }

        void finish() {
            if (!events.isEmpty()) {
                events.sort(ORDER);
                cases.accept(caseIndex, events);
                events.clear();
            }
        }
    }
}
