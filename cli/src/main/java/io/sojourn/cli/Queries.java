package io.sojourn.cli;

import io.sojourn.api.sql.Snapshots;
import io.sojourn.api.store.Store;
import java.time.Duration;
import java.time.InstantSource;

/** Snapshots of a store, for queries in other processes. */
record Queries(Snapshots snapshots) implements AutoCloseable {
    private static final Duration OLDEST = Duration.ofSeconds(5);

    static Queries over(DataFolder data, Store store) {
        return new Queries(new Snapshots(
                        data.root().resolve("snapshots"),
                        store::newConnection,
                        store::commits,
                        OLDEST,
                        InstantSource.system(),
                        data.archive())
                .withCalendarsOf(() -> store.processes().newest()));
    }

    @Override
    public void close() {
        snapshots.close();
    }
}
