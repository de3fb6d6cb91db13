package io.sojourn.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import io.sojourn.mining.results.ResultJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a partition of results holds after compaction gives a reader that begins at its front the same store as all that was
 * ever written: through restarts, and with old writers that go on for a while beside their successors.
 */
class CompactedTopicTest {
    private static final int CASES = 4;
    private static final int EVENTS = 6;
    private final ResultJson json = ResultJson.of(List.of(Samples.definition().definition()));
    private Random random;
    private final List<Result> topic = new ArrayList<>();
    private final int[] left = new int[CASES];
    private final Set<Integer> touched = new HashSet<>();

    @Test
    void aReaderOfTheCompactedTopicHasTheSameStore() {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? 1 : Long.parseLong(given);
        int dropped = 0;
        for (long seed = first; seed < first + (given.isEmpty() ? 200 : 1); seed++) {
            random = new Random(seed);
            topic.clear();
            Arrays.fill(left, -1);
            write();
            List<Result> compacted = topic;
            for (int i = 0; i < 3; i++) {
                compacted = compact(compacted, random.nextInt(compacted.size() + 1));
            }
            dropped += topic.size() - compacted.size();
            StoreModel all = read(topic);
            StoreModel some = read(compacted);
            for (FactTable table : FactTable.values()) {
                assertThat(some.rows(table)).as("seed %d, %s", seed, table).isEqualTo(all.rows(table));
            }
            assertThat(some.evicted()).as("seed %d", seed).isEqualTo(all.evicted());
            assertThat(some.asOf()).as("seed %d", seed).isEqualTo(all.asOf());
        }
        assertThat(dropped).as("records that compaction took").isPositive();
    }

    private static StoreModel read(List<Result> results) {
        StoreModel model = new StoreModel();
        // A feed reads old insertions as upserts.
        results.forEach(r ->
                model.apply(r.kind() == Kind.INSERT ? Result.upsert(r.table(), r.values(), r.group(), r.epoch()) : r));
        return model;
    }

    /** Of the first so many records, the last of each key. */
    private List<Result> compact(List<Result> results, int until) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < until; i++) {
            last.put(key(results.get(i)), i);
        }
        List<Result> kept = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (i >= until || last.get(key(results.get(i))) == i) {
                kept.add(results.get(i));
            }
        }
        return kept;
    }

    private String key(Result r) {
        return new String(json.key(r), StandardCharsets.UTF_8);
    }

    /** Writers one after the other; the last one touches every case, as it reads on where the old ones were. */
    private void write() {
        int epochs = 1 + random.nextInt(4);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            touched.clear();
            topic.add(new Result(Kind.REPLACE_GROUP, FactTable.QUEUE_PANES, new Object[0], 7, epoch));
            List<Result> zombie = zombie(epoch - 1);
            for (int i = 0; i < 40; i++) {
                if (!zombie.isEmpty() && random.nextInt(4) == 0) {
                    topic.add(zombie.remove(0));
                }
                if (random.nextInt(3) == 0) {
                    topic.add(pane(epoch));
                } else {
                    about(epoch, random.nextInt(CASES));
                }
                if (random.nextInt(10) == 0) {
                    sayAsOf(epoch, i);
                }
            }
            topic.addAll(zombie);
        }
        for (int c = 0; c < CASES; c++) {
            about(epochs, c);
        }
    }

    private void sayAsOf(int epoch, int i) {
        for (Result.Lane lane : List.of(Result.Lane.CASES, Result.Lane.PANES, Result.Lane.AGES)) {
            topic.add(Samples.asOf(lane, 0, 1, epoch, epoch * 1_000L + i));
        }
    }

    private List<Result> zombie(int epoch) {
        List<Result> results = new ArrayList<>();
        for (int i = epoch == 0 ? 0 : random.nextInt(5); i > 0; i--) {
            results.add(random.nextBoolean() ? pane(epoch) : stay(epoch, random.nextInt(CASES), 5));
        }
        return results;
    }

    private Result pane(int epoch) {
        Result row = Samples.row(
                epoch,
                FactTable.QUEUE_PANES,
                "queue",
                "q" + random.nextInt(3),
                "pane",
                Samples.NOON + random.nextInt(2),
                "payer",
                "x",
                "arrivals",
                random.nextInt(100));
        return said(row, FactTable.QUEUE_PANES, epoch, 7);
    }

    /** The first word about a case since the start replaces it; what has left is said no more, but for late events. */
    private void about(int epoch, int c) {
        if (touched.add(c)) {
            topic.add(Samples.inGroup(
                    3,
                    left[c] < 0
                            ? Samples.replacement(epoch, "c" + c, 0)
                            : Samples.replacement(
                                    epoch,
                                    "c" + c,
                                    left[c] + 1,
                                    Samples.NOON + left[c],
                                    "s",
                                    (long) left[c],
                                    "e" + left[c])));
        }
        int e = random.nextInt(EVENTS);
        boolean late = e <= left[c];
        topic.add(Samples.inGroup(3, event(epoch, c, e, late, random.nextInt(3) == 0 ? 1 : 0)));
        topic.add(stay(epoch, c, left[c] + 1 + random.nextInt(2)));
        if (random.nextInt(12) == 0 && left[c] < EVENTS - 2) {
            left[c]++;
            topic.add(Samples.inGroup(3, Samples.about(Kind.EVICT_CASE, epoch, "c" + c)));
        }
    }

    private Result event(int epoch, int c, int e, boolean late, int revision) {
        return Samples.row(
                epoch,
                FactTable.EVENTS,
                "case_id",
                "c" + c,
                "source",
                "s",
                "event_id",
                "e" + e,
                "revision",
                revision,
                "operation",
                revision == 0 ? "append" : "correct",
                "sequence",
                e,
                "time",
                Samples.NOON + e,
                "activity",
                "a" + random.nextInt(100),
                "late",
                late);
    }

    private Result stay(int epoch, int c, int episode) {
        Result row = Samples.row(
                epoch,
                FactTable.STAYS,
                "case_id",
                "c" + c,
                "episode",
                episode,
                "queue",
                "intake",
                "ordinal",
                random.nextInt(2),
                "entered_at",
                Samples.NOON + random.nextInt(100));
        return said(row, FactTable.STAYS, epoch, 3);
    }

    private Result said(Result row, FactTable table, int epoch, int group) {
        if (random.nextInt(5) == 0) {
            Object[] key = Arrays.copyOf(row.values(), Samples.schema(table).keyColumns());
            return Result.delete(table, key, group, epoch);
        }
        return Result.upsert(table, row.values(), group, epoch);
    }
}
