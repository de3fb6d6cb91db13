package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A worker's database in the tests' own process, over a snapshot of a sample store. */
final class Worker implements AutoCloseable {
    private static final Pattern FRACTION = Pattern.compile("(?<=[\\[,])-?\\d+\\.\\d+(E-?\\d+)?(?=[\\],])");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final SampleStore store;
    private final Snapshots snapshots;
    private final WorkerDatabase database;

    Worker(SampleStore store, Path folder) {
        this.store = store;
        snapshots = new Snapshots(
                        folder.resolve("snapshots"), store::open, store::commits, Duration.ZERO, InstantSource.system())
                .withCalendarsOf(() -> List.of(SampleStore.definition()));
        database = WorkerDatabase.open(
                snapshots.acquire().file().toString(),
                new SqlWorker.WorkerSettings(512, folder.resolve("spill").toString(), null));
    }

    WorkerDatabase database() {
        return database;
    }

    /** An answer of the gate and the engine. */
    JsonNode run(String sql) throws Exception {
        return JSON.readTree(database.run(limits(sql)));
    }

    /** Rows of a text that runs as it is, past both walls. */
    JsonNode natively(String sql) throws Exception {
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            QueryChecker.Checked query = new QueryChecker.Checked(sql, new Lineage(List.of(), List.of()));
            return JSON.readTree(ResultWriter.write(rows, query, limits(sql), 0))
                    .path("rows");
        }
    }

    private static WorkerRequest limits(String sql) {
        return new WorkerRequest(sql, "", 10_000, 8 << 20, 10);
    }

    /** Rows as texts. Sums of doubles depend on the order in which threads add them: their last digits are left out. */
    static List<String> rows(JsonNode rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(
                row -> texts.add(FRACTION.matcher(row.toString()).replaceAll(number -> new BigDecimal(number.group())
                        .round(new MathContext(9))
                        .stripTrailingZeros()
                        .toPlainString())));
        return texts;
    }

    @Override
    public void close() throws SQLException {
        database.close();
        snapshots.close();
        store.close();
    }
}
