package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T08:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void unchangedStoreIsCopiedOnce() throws Exception {
        try (SampleStore store = new SampleStore(1);
                Snapshots snapshots = of(store)) {
            Path first = snapshots.acquire().file();
            now.set(now.get().plusSeconds(3_600));

            assertThat(snapshots.acquire().file()).isEqualTo(first);
        }
    }

    @Test
    void changedStoreIsCopiedAgainWhenTheCopyIsOldEnough() throws Exception {
        try (SampleStore store = new SampleStore(1);
                Snapshots snapshots = of(store)) {
            Path first = snapshots.acquire().file();
            store.run("DELETE FROM cases");

            assertThat(snapshots.acquire().file()).isEqualTo(first);
            now.set(now.get().plusSeconds(5));
            Snapshots.Lease second = snapshots.acquire();
            assertThat(second.file()).isNotEqualTo(first);
            assertThat(second.commit()).isEqualTo(store.commits());
        }
    }

    @Test
    void oldCopyIsDeletedWhenNobodyReadsIt() throws Exception {
        try (SampleStore store = new SampleStore(1);
                Snapshots snapshots = of(store)) {
            Snapshots.Lease first = snapshots.acquire();
            store.run("DELETE FROM cases");
            now.set(now.get().plusSeconds(5));
            snapshots.acquire().close();

            assertThat(first.file()).exists();
            first.close();
            assertThat(first.file()).doesNotExist();
        }
    }

    @Test
    void leftoversOfAnEarlierProcessAreDeleted() throws Exception {
        Path left = Files.writeString(folder.resolve("snap_7.duckdb"), "x");
        Path torn = Files.writeString(folder.resolve("snap_8.part"), "x");
        try (SampleStore store = new SampleStore(1);
                Snapshots snapshots = of(store)) {
            assertThat(left).doesNotExist();
            assertThat(torn).doesNotExist();
            assertThat(snapshots.acquire().file()).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Snapshots of(SampleStore store) {
        return new Snapshots(folder, store::open, store::commits, Duration.ofSeconds(5), now::get);
    }
}
