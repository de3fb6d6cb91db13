package io.sojourn.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandingOverTest {
    private static final String NAME = "handing-over-test";

    private final Consumer consumer = new Consumer();
    private OneInputStreamOperatorTestHarness<Result, Void> harness;

    @BeforeEach
    void open() throws Exception {
        Handovers.register(NAME, consumer);
        harness =
                new OneInputStreamOperatorTestHarness<>(new HandingOver(NAME, Result.Lane.CASES, EpochClock.after(41)));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        Handovers.remove(NAME);
        harness.close();
    }

    @Test
    void aCheckpointWaitsForTheConsumerWhileResultsGoOn() throws Exception {
        put("a");
        RunnableFuture<?> durable = checkpoint();
        assertThat(consumer.taken).as("handed over before the checkpoint").containsExactly("a");
        Thread checkpoint = new Thread(durable);
        checkpoint.start();
        assertThat(consumer.flushing.await(30, TimeUnit.SECONDS)).isTrue();
        put("b");
        harness.processWatermark(new Watermark(5));
        assertThat(consumer.taken).containsExactly("a", "b", "as of 5");
        assertThat(durable.isDone()).isFalse();
        consumer.committed.countDown();
        durable.get(30, TimeUnit.SECONDS);
        checkpoint.join();
    }

    @Test
    void whatCannotBeMadeDurableFailsTheCheckpoint() throws Exception {
        consumer.failure = new IllegalStateException("the disk is full");
        consumer.committed.countDown();
        put("a");
        RunnableFuture<?> durable = checkpoint();
        durable.run();
        assertThatThrownBy(durable::get).hasRootCauseMessage("the disk is full");
        assertThatThrownBy(() -> harness.processWatermark(new Watermark(5)))
                .as("the job ends with the cause")
                .hasMessage("the disk is full");
    }

    @Test
    void aCheckpointThatIsGivenUpDoesNotEndTheJob() throws Exception {
        consumer.failure = new SojournException(ErrorCode.BUSY, "interrupted while waiting for the store");
        consumer.committed.countDown();
        RunnableFuture<?> durable = checkpoint();
        durable.run();
        assertThatThrownBy(durable::get).hasRootCauseMessage("interrupted while waiting for the store");
        harness.processWatermark(new Watermark(5));
        assertThat(consumer.taken).containsExactly("as of 5");
    }

    @Test
    void theEndWaitsForTheConsumer() throws Exception {
        consumer.committed.countDown();
        put("a");
        harness.endInput();
        assertThat(consumer.taken).containsExactly("a");
        assertThat(consumer.flushing.getCount()).isZero();
    }

    private void put(String source) throws Exception {
        Object[] key = {"p", 1L, source};
        harness.processElement(new StreamRecord<>(Result.delete(FactTable.DELIVERIES, key, 0, 1)));
    }

    /** As Flink takes one: nothing of what it returns has run. */
    private RunnableFuture<?> checkpoint() throws Exception {
        harness.getOneInputOperator().prepareSnapshotPreBarrier(1);
        return harness.getOperator()
                .snapshotState(
                        1,
                        1,
                        CheckpointOptions.forCheckpointWithDefaultLocation(),
                        new MemCheckpointStreamFactory(1 << 16))
                .getOperatorStateRawFuture();
    }

    /** Takes results, and makes them durable when the test says so. */
    private static final class Consumer implements ResultConsumer {
        private final List<String> taken = new ArrayList<>();
        private final CountDownLatch flushing = new CountDownLatch(1);
        private final CountDownLatch committed = new CountDownLatch(1);
        private volatile RuntimeException failure;

        @Override
        public void accept(List<Result> results) {
            results.forEach(r ->
                    taken.add(r.kind() == Result.Kind.AS_OF ? "as of " + r.values()[3] : r.values()[2].toString()));
        }

        @Override
        public void flush() {
            flushing.countDown();
            try {
                committed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
