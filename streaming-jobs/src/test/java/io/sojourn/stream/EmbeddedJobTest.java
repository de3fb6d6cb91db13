package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedJobTest {
    /** Records that were counted, each as how many came before it. */
    private static final List<Long> COUNTED = Collections.synchronizedList(new ArrayList<>());
    /** How many had been counted at a checkpoint, by the checkpoint's number. */
    private static final Map<Long, Long> AT_CHECKPOINT = new ConcurrentHashMap<>();

    private static final AtomicInteger COMPLETED = new AtomicInteger();

    @TempDir
    private Path folder;

    @BeforeEach
    void forget() {
        COUNTED.clear();
        AT_CHECKPOINT.clear();
    }

    @Test
    void aCheckpointWhoseStateFileIsCutOffOrGoneIsPassedOverForTheOneBefore() throws Exception {
        runUntilThereAreTwo();
        List<Path> all = newestFirst();
        Files.write(stateFile(all.get(0)), new byte[100]);
        assertThat(EmbeddedJob.newestCheckpoint(folder)).contains(all.get(1));
        long before = AT_CHECKPOINT.get(number(all.get(1)));

        COUNTED.clear();
        runUntilThereAreTwo();
        assertThat(COUNTED.get(0)).isEqualTo(before);
        assertThat(COUNTED).isSorted().doesNotHaveDuplicates().endsWith(before + COUNTED.size() - 1);

        all = newestFirst();
        Files.delete(stateFile(all.get(0)));
        assertThat(EmbeddedJob.newestCheckpoint(folder)).contains(all.get(1));
        Files.delete(stateFile(all.get(1)));
        for (Path older : all.subList(2, all.size())) {
            Files.delete(older.resolve("_metadata"));
        }
        assertThatThrownBy(this::start)
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("none of 2 checkpoints is whole")
                .hasMessageContaining(all.get(0).toString());
        assertThat(all.get(0)).as("what is damaged isn't thrown away").exists();
    }

    /** Ends without a word, as after a kill: the checkpoints stay as they are. */
    private void runUntilThereAreTwo() {
        COMPLETED.set(0);
        try (EmbeddedJob job = start()) {
            while (COMPLETED.get() < 2) {
                assertThat(job.isRunning()).isTrue();
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private EmbeddedJob start() {
        return EmbeddedJob.start(
                new EmbeddedJob.Settings(folder, Duration.ofMillis(200), 1), "counting", EmbeddedJobTest::build);
    }

    private static void build(StreamExecutionEnvironment env) {
        DataGeneratorSource<Long> numbers =
                new DataGeneratorSource<>(n -> n, Long.MAX_VALUE, RateLimiterStrategy.perSecond(500), Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .map(new Counting())
                .returns(Types.LONG)
                .uid("counting")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    /** Its state is the count, many times: too much for the metadata, so it goes to a file. */
    private static final class Counting implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final int COPIES = 5_000;
        private transient ListState<Long> kept;
        private long count;

        @Override
        public Long map(Long number) {
            COUNTED.add(count);
            return count++;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            kept = context.getOperatorStateStore()
                    .getListState(new ListStateDescriptor<>("count", LongSerializer.INSTANCE));
            for (long each : kept.get()) {
                count = each;
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            kept.update(Collections.nCopies(COPIES, count));
            AT_CHECKPOINT.put(context.getCheckpointId(), count);
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            COMPLETED.incrementAndGet();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** Complete ones. */
    private List<Path> newestFirst() throws IOException {
        Map<FileTime, Path> found = new TreeMap<>(Comparator.reverseOrder());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.endsWith("_metadata"))::iterator) {
                found.put(Files.getLastModifiedTime(file), file.getParent());
            }
        }
        return List.copyOf(found.values());
    }

    private static Path stateFile(Path checkpoint) throws IOException {
        try (Stream<Path> files = Files.list(checkpoint)) {
            List<Path> states = files.filter(f -> !f.endsWith("_metadata")).toList();
            assertThat(states).as("state files of %s", checkpoint).hasSize(1);
            return states.get(0);
        }
    }
}
