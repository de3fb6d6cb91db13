package io.sojourn.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import io.sojourn.fact.Result.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random results of random writers, in random batches, with restarts and crashes: the store holds what plain maps hold.
 * A crash loses what was not committed; the positions tell how much that is.
 */
class StorePropertyTest {
    private static final List<FactTable> TABLES = List.of(
            FactTable.EVENTS,
            FactTable.DELIVERIES,
            FactTable.STAYS,
            FactTable.DURATIONS,
            FactTable.MEASURE_PANES,
            FactTable.QUEUE_PANES,
            FactTable.QUEUE_AGING);
    private static final String CALLS = "calls";

    @TempDir
    Path dir;

    private final Map<Long, StoreModel> history = new TreeMap<>();
    private StoreModel model = new StoreModel();
    private long calls;
    private Random random;
    private long clock = 100;

    @ParameterizedTest
    @ValueSource(longs = {20_260_302, 1})
    void theStoreHoldsWhatPlainMapsHold(long ours) throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? ours : Long.parseLong(given);
        System.out.println("seed " + seed);
        random = new Random(seed);
        history.put(0L, model.copy());
        Path data = dir.resolve("0");
        for (int run = 1; run <= 5; run++) {
            StoreOptions options = new StoreOptions(256, 1, 1 + random.nextInt(60), Duration.ofMillis(1));
            Path next = dir.resolve(Integer.toString(run));
            boolean crash = random.nextBoolean();
            try (Store store = Store.open(data, Samples.definition(), options)) {
                assertHolds(store, "seed " + seed + ", opened for run " + run);
                for (int i = 0; i < 20; i++) {
                    say(store);
                }
                if (crash) {
                    leaveBehind(store, data, next);
                } else {
                    store.flush();
                    assertHolds(store, "seed " + seed + ", run " + run);
                }
            }
            if (crash) {
                data = next;
                model = history.get(positionIn(data, options)).copy();
            }
        }
    }

    private void say(Store store) {
        List<Result> results = new ArrayList<>();
        for (int n = random.nextInt(30); n > 0; n--) {
            Result r = result();
            r = r.kind() == Kind.UPSERT && !model.has(r) && random.nextBoolean()
                    ? Result.insert(r.table(), r.values(), r.group(), r.epoch())
                    : r;
            results.add(r);
            model.apply(r);
        }
        calls++;
        history.put(calls, model.copy());
        store.accept(results, Map.of(CALLS, calls));
        if (random.nextInt(5) == 0) {
            store.flush();
        }
    }

    /** What a process that is killed now leaves behind: the files as they are at some commit. */
    private static void leaveBehind(Store store, Path data, Path next) throws Exception {
        Files.createDirectories(next);
        store.exclusively(() -> {
            for (String name : List.of("store.duckdb", "store.duckdb.wal")) {
                if (Files.exists(data.resolve(name))) {
                    Files.copy(data.resolve(name), next.resolve(name));
                }
            }
            return null;
        });
    }

    private static long positionIn(Path data, StoreOptions options) {
        try (Store store = Store.open(data, Samples.definition(), options)) {
            return store.positions().getOrDefault(CALLS, 0L);
        }
    }

    private void assertHolds(Store store, String when) throws Exception {
        for (FactTable table : TABLES) {
            assertThat(stored(store, table)).as("%s, %s", when, table).isEqualTo(model.rows(table));
        }
        assertThat(StoreTest.rows(store, "SELECT case_id FROM kept.evicted_cases ORDER BY ALL"))
                .as(when)
                .isEqualTo(model.evicted());
        assertThat(store.asOf())
                .as(when)
                .isEqualTo(model.asOf() == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(model.asOf()));
    }

    private static List<String> stored(Store store, FactTable table) throws Exception {
        List<Column> columns = Samples.schema(table).columns();
        String select = String.join(
                ", ",
                columns.stream()
                        .map(c -> c.type() == ColumnType.TIME ? "epoch_us(\"" + c.name() + "\")" : '"' + c.name() + '"')
                        .toList());
        List<String> rows = new ArrayList<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + select + " FROM " + table.tableName())) {
            while (r.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = r.getObject(i + 1);
                }
                rows.add(Arrays.asList(row).toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    /** Of an old writer now and then; and of a new one, which is told by its epoch. */
    private long epoch() {
        clock += random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0;
        return random.nextInt(6) == 0 ? clock - random.nextInt(4) : clock;
    }

    private Result result() {
        long epoch = epoch();
        String caseId = "c" + random.nextInt(6);
        int group = caseId.charAt(1) % 3;
        int n = 1 + random.nextInt(3);
        long value = 1_000_000 + random.nextInt(1_000);
        return switch (random.nextInt(16)) {
            case 0 -> Samples.inGroup(group, replacement(epoch, caseId, n));
            case 1 -> Samples.inGroup(group, Samples.about(Kind.EVICT_CASE, epoch, caseId));
            case 2 -> {
                Lane lane = Lane.values()[random.nextInt(4)];
                int writers = 1 + random.nextInt(2);
                yield Samples.asOf(lane, random.nextInt(writers), writers, epoch, value);
            }
            case 3 -> {
                FactTable table = TABLES.get(4 + random.nextInt(3));
                yield new Result(Kind.REPLACE_GROUP, table, new Object[0], random.nextInt(3), epoch);
            }
            case 4, 5, 6, 7 -> Samples.inGroup(group, event(epoch, caseId, value));
            case 8, 9, 10 -> pane(epoch, value);
            case 11 ->
                Samples.inGroup(
                        group, Samples.row(epoch, FactTable.DELIVERIES, "case_id", caseId, "duplicates", value));
            default -> fact(epoch, caseId, group, n, value);
        };
    }

    private Result replacement(long epoch, String caseId, int fromEpisode) {
        return random.nextBoolean()
                ? Samples.replacement(epoch, caseId, fromEpisode)
                : Samples.replacement(
                        epoch,
                        caseId,
                        fromEpisode,
                        Samples.NOON + random.nextInt(3),
                        "s" + random.nextInt(2),
                        (long) random.nextInt(3),
                        "e" + random.nextInt(3));
    }

    private Result event(long epoch, String caseId, long value) {
        int revision = Math.max(0, random.nextInt(5) - 2);
        return Samples.row(
                epoch,
                FactTable.EVENTS,
                "case_id",
                caseId,
                "source",
                "s" + random.nextInt(2),
                "event_id",
                "e" + random.nextInt(3),
                "revision",
                revision,
                "operation",
                revision == 0 ? "append" : "correct",
                "sequence",
                random.nextInt(3),
                "time",
                Samples.NOON + random.nextInt(3),
                "activity",
                "a" + value,
                "late",
                random.nextInt(4) == 0);
    }

    private Result fact(long epoch, String caseId, int group, int episode, long value) {
        FactTable table = random.nextBoolean() ? FactTable.STAYS : FactTable.DURATIONS;
        Object[] key = {
            "case_id",
            caseId,
            "episode",
            episode,
            table == FactTable.STAYS ? "queue" : "measure",
            "intake",
            "ordinal",
            1 + random.nextInt(2)
        };
        if (random.nextInt(4) == 0) {
            return Samples.inGroup(group, Samples.deletion(epoch, table, key));
        }
        Object[] all = Arrays.copyOf(key, key.length + 2);
        all[key.length] = table == FactTable.STAYS ? "entered_at" : "from_at";
        all[key.length + 1] = value;
        return Samples.inGroup(random.nextInt(8) == 0 ? Result.NO_GROUP : group, Samples.row(epoch, table, all));
    }

    private Result pane(long epoch, long value) {
        FactTable table = TABLES.get(4 + random.nextInt(3));
        int name = random.nextInt(6);
        int group = random.nextInt(10) == 0 ? Result.NO_GROUP : name % 3;
        List<Object> row = new ArrayList<>(List.of("payer", "(all)"));
        row.addAll(List.of(table == FactTable.MEASURE_PANES ? "measure" : "queue", "n" + name));
        if (table != FactTable.QUEUE_AGING) {
            row.addAll(List.of("pane", 60_000_000L * random.nextInt(2)));
        }
        if (random.nextInt(5) == 0) {
            return Samples.inGroup(group, Samples.deletion(epoch, table, row.toArray()));
        }
        row.addAll(List.of(
                table == FactTable.MEASURE_PANES ? "numerator" : table == FactTable.QUEUE_PANES ? "arrivals" : "open",
                value));
        return Samples.inGroup(group, Samples.row(epoch, table, row.toArray()));
    }
}
