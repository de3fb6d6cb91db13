package io.sojourn.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveLogSourceTest {
    private static final List<Long> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static final List<Long> AS_OF = Collections.synchronizedList(new ArrayList<>());
    private static final List<Long> STAMPS = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    @Test
    void aJobGoesOnWhereItsCheckpointWasAndReadSegmentsAreRemoved() {
        Path live = folder.resolve("live");
        int written = 0;
        for (int run = 0; run < 3; run++) {
            try (LiveLog log = LiveLog.open(live, InstantSource.system(), 4_000);
                    EmbeddedJob job = start(live)) {
                int firstOfRun = written;
                for (int i = 0; i < 100; i++) {
                    log.append(List.of(LiveLogTest.event(written++)));
                }
                int all = written;
                await(job, () -> SEEN.size() >= all && log.backlogBytes() < 200);
                assertThat(firstSegment(live)).as("after %d events", firstOfRun).isLessThanOrEqualTo(last(live));
                job.stopWithCheckpoint();
                assertThat(AS_OF).isSorted().doesNotHaveDuplicates();
                assertThat(STAMPS).isSorted().hasSize(all);
                AS_OF.clear();
            }
        }
        assertThat(SEEN).hasSize(written).isSorted().doesNotHaveDuplicates();
        assertThat(firstSegment(live)).isGreaterThan(1);
    }

    private EmbeddedJob start(Path live) {
        EmbeddedJob.Settings settings =
                new EmbeddedJob.Settings(folder.resolve("checkpoints"), Duration.ofMillis(100), 1);
        return EmbeddedJob.start(settings, "test", env -> env.fromSource(
                        new LiveLogSource(live), WatermarkStrategy.noWatermarks(), "live", StreamJob.PACKED_EVENT)
                .uid("live")
                .sinkTo(new Collecting())
                .uid("sink"));
    }

    private static int firstSegment(Path live) {
        return segments(live).get(0);
    }

    private static int last(Path live) {
        return segments(live).get(segments(live).size() - 1);
    }

    private static List<Integer> segments(Path live) {
        try {
            return LiveFiles.segments(live);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(EmbeddedJob job, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(job.isRunning()).isTrue();
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Keeps what comes, for the test in the same process. */
    private static final class Collecting implements Sink<PackedEvent> {
        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<PackedEvent> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(PackedEvent event, Context context) {
                    SEEN.add(new EventBytes().read(event).sequence());
                    STAMPS.add(context.timestamp());
                }

                @Override
                public void writeWatermark(Watermark watermark) {
                    AS_OF.add(watermark.getTimestamp());
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
