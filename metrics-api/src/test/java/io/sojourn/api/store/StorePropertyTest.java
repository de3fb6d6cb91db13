package io.sojourn.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random results, in random batches, with restarts: the store holds what a plain map holds. */
class StorePropertyTest {
    @TempDir
    Path dir;

    /** What the store should hold: stays by case and ordinal, panes by minute. */
    private final Map<String, String> stays = new TreeMap<>();

    private final Map<String, String> panes = new TreeMap<>();
    private long paneEpoch;

    @Test
    void theStoreHoldsWhatAMapHolds() throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? 20_260_302 : Long.parseLong(given);
        Random random = new Random(seed);
        long epoch = 1;
        for (int run = 0; run < 4; run++) {
            StoreOptions options = new StoreOptions(256, 1, 1 + random.nextInt(60), Duration.ofMillis(1));
            try (Store store = Store.open(dir, Samples.definition(), options)) {
                for (int i = 0; i < 20; i++) {
                    epoch += random.nextInt(8) == 0 ? 1 : 0;
                    store.accept(results(random, epoch));
                    if (random.nextInt(5) == 0) {
                        store.flush();
                    }
                }
                store.flush();
                assertThat(StoreTest.rows(
                                store,
                                "SELECT case_id, episode, ordinal, epoch_us(entered_at) FROM stays ORDER BY ALL"))
                        .as("seed %d, run %d", seed, run)
                        .isEqualTo(entries(stays));
                assertThat(StoreTest.rows(
                                store, "SELECT epoch_us(pane)::VARCHAR AS p, numerator FROM measure_panes ORDER BY p"))
                        .as("seed %d, run %d", seed, run)
                        .isEqualTo(entries(panes));
            }
            epoch += random.nextInt(2);
        }
    }

    private static List<String> entries(Map<String, String> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList();
    }

    private List<Result> results(Random random, long epoch) {
        List<Result> results = new ArrayList<>();
        for (int n = random.nextInt(30); n > 0; n--) {
            results.add(result(random, epoch));
        }
        return results;
    }

    private Result result(Random random, long epoch) {
        if (epoch > paneEpoch) {
            panes.clear();
            paneEpoch = epoch;
        }
        String caseId = "c" + random.nextInt(6);
        int episode = 1 + random.nextInt(3);
        int ordinal = 1 + random.nextInt(3);
        long value = 1_000_000 + random.nextInt(1_000);
        return switch (random.nextInt(12)) {
            case 0 -> {
                stays.keySet()
                        .removeIf(key ->
                                key.startsWith(caseId + "|") && Integer.parseInt(key.split("\\|")[1]) >= episode);
                yield Samples.replacement(epoch, caseId, episode);
            }
            case 1, 2 -> {
                stays.remove(caseId + "|" + episode + "|" + ordinal);
                yield Samples.deletion(
                        epoch,
                        FactTable.STAYS,
                        "case_id",
                        caseId,
                        "episode",
                        episode,
                        "queue",
                        "intake",
                        "ordinal",
                        ordinal);
            }
            case 3, 4, 5 -> {
                panes.put(Long.toString(ordinal * 60_000_000L), Long.toString(value));
                yield Samples.row(
                        epoch,
                        FactTable.MEASURE_PANES,
                        "measure",
                        "received",
                        "pane",
                        ordinal * 60_000_000L,
                        "payer",
                        "(all)",
                        "numerator",
                        value);
            }
            default -> {
                stays.put(caseId + "|" + episode + "|" + ordinal, Long.toString(value));
                yield Samples.row(
                        epoch,
                        FactTable.STAYS,
                        "case_id",
                        caseId,
                        "episode",
                        episode,
                        "queue",
                        "intake",
                        "ordinal",
                        ordinal,
                        "entered_at",
                        value);
            }
        };
    }
}
