package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.NOON;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A program, not a test: how many results a second the store takes in a replay where all cases stay open, and how long
 * a small batch takes afterwards. Arguments: number of events, folder.
 */
final class StoreBenchmark {
    private static final int EVENTS_PER_CASE = 8;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[0]);
        Path dir = Files.createTempDirectory(Path.of(arguments[1]), "store-benchmark");
        try (Store store = Store.open(dir, Samples.definition())) {
            long begin = System.nanoTime();
            List<Result> buffer = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                say(buffer, i, 1);
                if (buffer.size() >= 5_000) {
                    store.accept(buffer);
                    buffer = new ArrayList<>();
                }
            }
            store.accept(buffer);
            store.flush();
            report(store, begin, events);
            for (int size : new int[] {1, 100, 1_000}) {
                small(store, size);
            }
        }
        System.out.printf(Locale.ROOT, "file: %d MB%n", Files.size(dir.resolve("store.duckdb")) >> 20);
    }

    private static void report(Store store, long begin, int events) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        WriterFigures f = store.figures();
        System.out.printf(
                Locale.ROOT,
                "%d events, %d results: %.1f s, %.0f results/s; %d rows written, %.0f rows/s busy, %d commits%n",
                events,
                f.results(),
                seconds,
                f.results() / seconds,
                f.rows(),
                f.rows() / f.busySeconds(),
                f.commits());
    }

    private static void small(Store store, int events) {
        List<Result> buffer = new ArrayList<>();
        double before = store.figures().busySeconds();
        int rounds = 10;
        for (int i = 0; i < rounds; i++) {
            for (int e = 0; e < events; e++) {
                say(buffer, e * 37 + i, 2);
            }
            store.accept(buffer);
            store.flush();
            buffer = new ArrayList<>();
        }
        System.out.printf(
                Locale.ROOT,
                "batch of %d events: %.1f ms%n",
                events,
                (store.figures().busySeconds() - before) * 1e3 / rounds);
    }

    /** What a stream says about one event: the event, its case, a stay that ends, one that begins, an instance, panes. */
    static void say(List<Result> out, int i, int round) {
        int cases = 1 + i / EVENTS_PER_CASE / 1_000 * 1_000 + i % 1_000;
        int step = i / 1_000 % EVENTS_PER_CASE;
        String c = "case-" + Long.toHexString(Fingerprint.mix(cases));
        long t = NOON + i * 1_000_000L + round;
        String source = "b2c5d5f0f9c7a4d2e6a1b2c3d4e5f60718293a4b5c6d7e8f9aabbccddeeff001";
        out.add(Samples.row(
                round,
                FactTable.EVENTS,
                "case_id",
                c,
                "source",
                source,
                "event_id",
                "#" + i,
                "revision",
                0,
                "sequence",
                i,
                "operation",
                "append",
                "activity",
                "activity " + step,
                "lifecycle",
                "complete",
                "time",
                t,
                "resource",
                "user " + i % 300,
                "team",
                "team " + i % 20,
                "received_at",
                t,
                "payer",
                "payer " + i % 12));
        out.add(Samples.row(
                round,
                FactTable.CASES,
                "case_id",
                c,
                "episode",
                1,
                "started_at",
                t,
                "last_at",
                t,
                "events",
                step,
                "touches",
                step,
                "payer",
                "payer " + i % 12));
        if (step > 0) {
            out.add(stay(round, c, step, t, t + 5));
        }
        out.add(stay(round, c, step + 1, t, null));
        out.add(Samples.row(
                round,
                FactTable.ACTIVITY_INSTANCES,
                "case_id",
                c,
                "episode",
                1,
                "ordinal",
                step,
                "activity",
                "activity " + step,
                "started_at",
                t,
                "completed_at",
                t,
                "resource",
                "user " + i % 300,
                "team",
                "team " + i % 20,
                "payer",
                "payer " + i % 12));
        out.add(Samples.row(
                round,
                FactTable.QUEUE_PANES,
                "queue",
                "queue " + step,
                "pane",
                t / 60_000_000 * 60_000_000,
                "payer",
                "payer " + i % 12,
                "arrivals",
                i,
                "departures",
                i));
    }

    private static Result stay(int round, String c, int ordinal, long from, Long to) {
        return Samples.row(
                round,
                FactTable.STAYS,
                "case_id",
                c,
                "episode",
                1,
                "queue",
                "queue " + ordinal,
                "ordinal",
                1,
                "entered_at",
                from,
                "left_at",
                to,
                "payer",
                "payer " + ordinal);
    }
}
