package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random logs with everything that is awkward: ties, disorder, missing resources, open starts, overlaps. */
public final class RandomLogs {
    /** An event; {@code start} is null where the log has no starts. */
    public record Row(
            int position,
            String caseId,
            String activity,
            String lifecycle,
            long time,
            Long start,
            String resource,
            String instance) {}

    private RandomLogs() {}

    public static long seed(long usual) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? usual : Long.parseLong(given);
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        return seed;
    }

    /** @param starts whether rows have a start of their own; else there are start and complete rows */
    public static List<Row> rows(SplittableRandom random, boolean starts) {
        int cases = random.nextInt(1, 12);
        int activities = random.nextInt(1, 5);
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(1, 120); i > 0; i--) {
            long time = random.nextLong(0, 40) * 500_000L;
            rows.add(new Row(
                    rows.size(),
                    "c" + random.nextInt(cases),
                    "a" + random.nextInt(activities),
                    starts ? "complete" : new String[] {"start", "complete", "complete", "suspend"}[random.nextInt(4)],
                    time,
                    starts ? (Long) (time - random.nextLong(-3, 10) * 500_000L) : null,
                    random.nextInt(4) == 0 ? null : "r" + random.nextInt(3),
                    random.nextInt(3) == 0 ? "i" + random.nextInt(2) : null));
        }
        return rows;
    }

    /** The log of rows. */
    public static EventLog log(List<Row> rows) {
        EventLogBuilder builder = new EventLogBuilder();
        for (Row row : rows) {
            builder.add(
                    row.caseId(), row.activity(), row.lifecycle(), row.time(), row.resource(), null, row.instance());
            if (row.start() != null) {
                builder.startedAt(row.start());
            }
        }
        return builder.build();
    }
}
