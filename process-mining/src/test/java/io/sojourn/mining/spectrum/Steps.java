package io.sojourn.mining.spectrum;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of small logs, with ties and overlaps. Times are microseconds. */
public final class Steps {
    /** An event; {@code start} is null in a log without starts. */
    public record Row(int position, String caseId, String activity, Long start, long time) {}

    private static final long HALF_SECOND = 500_000L;

    private Steps() {}

    /** The seed of a test, as it is or as it is asked for; it is told. */
    public static SplittableRandom random(long usual) {
        long seed = Long.getLong("sojourn.seed", usual);
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        return new SplittableRandom(seed);
    }

    /** A random log. */
    public static List<Row> rows(SplittableRandom random, boolean starts) {
        int cases = random.nextInt(1, 12);
        int activities = random.nextInt(1, 4);
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(2, 120); i > 0; i--) {
            long time = random.nextLong(10, 60) * HALF_SECOND;
            Long start = starts ? (Long) (time - random.nextLong(-3, 10) * HALF_SECOND) : null;
            rows.add(new Row(rows.size(), "c" + random.nextInt(cases), "a" + random.nextInt(activities), start, time));
        }
        return rows;
    }

    /** The log of rows. */
    public static EventLog log(List<Row> rows) {
        EventLogBuilder builder = new EventLogBuilder();
        for (Row row : rows) {
            builder.add(row.caseId(), row.activity(), row.time());
            if (row.start() != null) {
                builder.startedAt(row.start());
            }
        }
        return builder.build();
    }
}
