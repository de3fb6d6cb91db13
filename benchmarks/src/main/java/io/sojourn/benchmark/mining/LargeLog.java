package io.sojourn.benchmark.mining;

import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.SavedLogs;
import io.sojourn.mining.log.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Builds a log of many events in the order of their times, saves it, opens it, and mines it, and says what each took. To be
 * run with the heap that it is to fit into. Arguments: how many events; a file for the saved log, which is deleted.
 */
public final class LargeLog {
    private static final int OPEN_CASES = 100_000;
    private static final int EVENTS_PER_CASE = 14;
    private static final int ACTIVITIES = 30;
    private static final int RESOURCES = 2_000;

    private LargeLog() {}

    public static void main(String[] args) throws Exception {
        int events = Integer.parseInt(args[0]);
        Path file = Path.of(args[1]);
        EventLog[] log = new EventLog[1];
        Timing.print("build " + args[0] + " events", 0, 1, () -> log[0] = build(events));
        System.out.printf("heap after a collection: %,d MB%n", heap() >> 20);
        Timing.print("save", 0, 1, () -> SavedLogs.save(new SavedLogs.Saved(log[0], 0, 0), file));
        System.out.printf("file: %,d MB%n", Files.size(file) >> 20);
        log[0] = null;
        Timing.print("open", 0, 3, () -> log[0] = SavedLogs.open(file).log());
        System.out.printf(
                "heap after a collection: %,d MB, %.1f bytes an event%n", heap() >> 20, heap() / (double) events);
        Timing.print("everything, 50 variants", 1, 3, () -> Flow.of(log[0], new FlowOptions(View.ALL, 50)));
        Files.delete(file);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Cases that are open at the same time take turns; the activity depends on the one before. */
    private static EventLog build(int events) {
        SplittableRandom random = new SplittableRandom(1);
        EventLogBuilder builder = new EventLogBuilder();
        String[] activities = names("activity ", ACTIVITIES);
        String[] resources = names("resource ", RESOURCES);
        String[] teams = names("team ", 40);
        int[] last = new int[OPEN_CASES];
        int[] left = new int[OPEN_CASES];
        String[] ids = new String[OPEN_CASES];
        long time = 1_700_000_000_000_000L;
        int cases = 0;
        for (int i = 0; i < events; i++) {
            int c = random.nextInt(OPEN_CASES);
            if (left[c]-- <= 0) {
                ids[c] = "CASE-" + cases++;
                left[c] = random.nextInt(2 * EVENTS_PER_CASE);
                last[c] = 0;
            }
            last[c] = random.nextInt(5) > 0 ? (last[c] + 1) % ACTIVITIES : random.nextInt(ACTIVITIES);
            time += random.nextInt(2_000_000);
            int resource = random.nextInt(RESOURCES);
            builder.add(ids[c], activities[last[c]], "complete", time, resources[resource], teams[resource % 40], null);
        }
        return builder.build();
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = prefix + i;
        }
        return names;
    }
}
