package io.sojourn.mining.format;

import io.sojourn.definition.LogProfile;
import io.sojourn.definition.LogProfile.ActivityProfile;
import io.sojourn.definition.LogProfile.AttributeProfile;
import io.sojourn.event.Operation;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/** Looks a log over once, for a drafted definition. */
public final class LogProfiler {
    private static final int DIMENSIONS = 2;
    private static final int MOST_ATTRIBUTES = 1_000;
    private static final long DAY = 86_400_000_000L;
    private static final long[] CLOSE_AFTER_DAYS = {30, 90, 180, 365, 730, 1_825, 3_650};
    /** One gap in so many may be longer than the time after which a silent case is taken to be over. */
    private static final long GAPS_PER_EXCEPTION = 1_000;

    private LogProfiler() {}

    /**
     * Reads the whole log; rejected rows don't count.
     *
     * @param process name that the process is to have
     * @param progress is told now and then how many bytes of the file have been read
     */
    public static LogProfile profile(String process, LogFile file, LongConsumer progress) {
        Handler handler = new Handler(file, progress);
        file.read(handler);
        progress.accept(file.position());
        return new LogProfile(
                process,
                handler.activities(),
                handler.hasResource,
                handler.hasTeam,
                handler.attributes(),
                closeAfter(handler.log.build()),
                ZoneOffset.UTC);
    }

    /** The shortest of some spans that is longer than 99.9 % of the gaps between a case's consecutive events. */
    static long closeAfter(EventLog log) {
        long[] longer = new long[CLOSE_AFTER_DAYS.length];
        long gaps = 0;
        for (int c = 0; c < log.cases(); c++) {
            for (int i = log.offsets()[c] + 1; i < log.offsets()[c + 1]; i++) {
                long gap = log.times()[i] - log.times()[i - 1];
                gaps++;
                for (int k = 0; k < longer.length && gap >= CLOSE_AFTER_DAYS[k] * DAY; k++) {
                    longer[k]++;
                }
            }
        }
        for (int k = 0; k < longer.length; k++) {
            if (longer[k] * GAPS_PER_EXCEPTION <= gaps) {
                return CLOSE_AFTER_DAYS[k] * DAY;
            }
        }
        return CLOSE_AFTER_DAYS[CLOSE_AFTER_DAYS.length - 1] * DAY;
    }

    private static final class Handler implements RowHandler {
        private final LogFile file;
        private final LongConsumer progress;
        private final EventLogBuilder log = new EventLogBuilder();
        private final Map<String, Set<String>> lifecycles = new TreeMap<>();
        private final Map<String, long[]> events = new TreeMap<>();
        private final Map<String, AttributeProfiler> bySafeName = new LinkedHashMap<>();
        private final Map<String, AttributeProfiler> byName = new LinkedHashMap<>();
        private boolean hasResource;
        private boolean hasTeam;

        Handler(LogFile file, LongConsumer progress) {
            this.file = file;
            this.progress = progress;
        }

        @Override
        public void row(LogRow row) {
            if (row.operation() != Operation.APPEND) {
                return;
            }
            log.add(row.caseId(), row.activity(), row.timeMicros());
            hasResource |= row.resource() != null;
            hasTeam |= row.team() != null;
            count(row.activity(), row.lifecycle());
            if (row.startMicros() != LogRow.NO_TIME && row.lifecycle().equals("complete")) {
                count(row.activity(), "start");
                log.add(row.caseId(), row.activity(), row.startMicros());
            }
            for (int i = 0; i < row.attributeCount(); i++) {
                AttributeProfiler attribute = attribute(row.attributeName(i));
                Object value = attribute == null ? null : row.attributeValue(i);
                if (value != null) {
                    attribute.add(value, row);
                }
            }
            if (log.size() % 16_384 == 0) {
                progress.accept(file.position());
            }
        }

        private void count(String activity, String lifecycle) {
            Set<String> known = lifecycles.computeIfAbsent(activity, a -> new TreeSet<>());
            known.add(lifecycle);
            events.computeIfAbsent(activity, a -> new long[1])[0]++;
        }

        /** The attribute that a column belongs to: columns with one safe name are one. */
        private AttributeProfiler attribute(String name) {
            AttributeProfiler known = byName.get(name);
            if (known == null && byName.size() < 10 * MOST_ATTRIBUTES) {
                String safe = SafeNames.of(name);
                known = bySafeName.get(safe);
                if (known == null && bySafeName.size() < MOST_ATTRIBUTES) {
                    known = new AttributeProfiler(safe, name);
                    bySafeName.put(safe, known);
                }
                if (known != null) {
                    byName.put(name, known);
                }
            }
            return known;
        }

        @Override
        public void rejected(RejectedRow row) {
            // A row that can't be used says nothing about the log; importing it counts and keeps it.
        }

        private List<ActivityProfile> activities() {
            List<ActivityProfile> list = new ArrayList<>();
            lifecycles.forEach((activity, known) -> list.add(new ActivityProfile(
                    activity, java.util.Collections.unmodifiableSet(known), events.get(activity)[0])));
            list.sort(Comparator.comparingLong(ActivityProfile::events).reversed());
            return List.copyOf(list);
        }

        private List<AttributeProfile> attributes() {
            List<AttributeProfiler> filled =
                    bySafeName.values().stream().filter(a -> a.values() > 0).toList();
            List<AttributeProfiler> dimensions = filled.stream()
                    .filter(AttributeProfiler::isGoodDimension)
                    .sorted(Comparator.comparingLong(AttributeProfiler::values).reversed())
                    .limit(DIMENSIONS)
                    .toList();
            return filled.stream().map(a -> a.profile(dimensions.contains(a))).toList();
        }
    }
}
