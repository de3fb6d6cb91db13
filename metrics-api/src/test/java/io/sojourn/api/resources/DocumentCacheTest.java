package io.sojourn.api.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.Scope;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCacheTest {
    private Store store;
    private DocumentCache cache;

    @BeforeEach
    void open(@TempDir Path dir) {
        store = Store.open(dir, Samples.definition());
        cache = new DocumentCache(store);
        commit(1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(long asOf) {
        store.accept(Samples.asOf(1, asOf));
        store.flush();
    }

    private Object get(Object now) {
        return cache.get(Scope.all(), "queues", () -> Map.of("n", now)).get("n");
    }

    @Test
    void aDocumentIsKeptUntilTheNextCommit() {
        assertThat(get(1)).isEqualTo(1);
        assertThat(get(2)).isEqualTo(1);
        commit(2);
        assertThat(get(3)).isEqualTo(3);
    }

    @Test
    void whileOneComputesOthersGetTheOneBefore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Object> first = new FutureTask<>(() -> cache.get(Scope.all(), "queues", () -> {
                    begun.countDown();
                    await(go);
                    return Map.of("n", 2);
                })
                .get("n"));
        // Of the commit before: old as soon as it is there.
        cache.get(Scope.all(), "queues", () -> {
            commit(2);
            return Map.of("n", 1);
        });
        new Thread(first).start();
        await(begun);

        assertThat(get(3)).isEqualTo(1);

        go.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(get(4)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
