package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Queries as the gateway lets them through, over a snapshot of a store, without a process of their own. */
public final class GatedSql implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Snapshots snapshots;
    private final WorkerDatabase database;

    public GatedSql(Store store, Path folder) {
        snapshots = new Snapshots(
                folder.resolve("snapshots"),
                store::newConnection,
                store::commits,
                Duration.ZERO,
                InstantSource.system());
        database = WorkerDatabase.open(
                snapshots.acquire().file().toString(),
                new SqlWorker.WorkerSettings(512, folder.resolve("spill").toString(), null));
    }

    /** The rows, as JSON. */
    public JsonNode rows(String sql) throws Exception {
        return JSON.readTree(database.run(new WorkerRequest(sql, "", 10_000, 8 << 20, SECONDS)))
                .path("rows");
    }

    @Override
    public void close() throws Exception {
        database.close();
        snapshots.close();
    }
}
