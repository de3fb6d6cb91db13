package io.sojourn.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.stream.RandomLog;
import io.sojourn.stream.Seeds;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of sources, whose place is taken and given to another reader after every element. */
class ReadersRestoredTest {
    @TempDir
    private Path folder;

    private final long seed = Seeds.from(20_261_122);
    private final List<Event> log = RandomLog.events(new Random(seed), 80, 4);

    @Test
    void aSpoolIsReadOnceInOrderWithTheSameStamps() throws Exception {
        Path spool = folder.resolve("spool");
        Read read = new Read();
        List<String> expected = new ArrayList<>();
        SpoolSplit at = new SpoolSplit(spool.toString(), SpoolReader.firstPosition(), Long.MIN_VALUE, 0);
        long asOf = Long.MIN_VALUE;
        try (SpoolWriter writer = SpoolWriter.append(spool)) {
            for (Event e : RandomLog.shuffled(new Random(seed), log)) {
                writer.write(e);
                writer.flush();
                asOf = Math.max(asOf, e.timeMicros());
                expected.add(e.eventId() + "@" + asOf);
                at = restored(new SpoolSourceReader(null, spool.toString(), false, new Pace(0), 0), at, read);
            }
        }
        assertThat(at.events()).isEqualTo(log.size());
        assertThat(read.events).as("seed %d", seed).isEqualTo(expected);
        assertThat(read.marks).last().isEqualTo(asOf);
        assertThat(read.marks).isSorted();
    }

    @Test
    void theEndOfASpoolIsMetAgainByWhoGoesOnFromBehindTheLastEvent() throws Exception {
        Path spool = folder.resolve("spool");
        try (SpoolWriter writer = SpoolWriter.append(spool)) {
            for (Event e : log) {
                writer.write(e);
            }
            writer.end();
        }
        Read read = new Read();
        SpoolSplit at = new SpoolSplit(spool.toString(), SpoolReader.firstPosition(), Long.MIN_VALUE, 0);
        for (int i = 0; i < 4; i++) {
            at = restored(new SpoolSourceReader(null, spool.toString(), true, new Pace(0), 0), at, read);
        }
        assertThat(read.events).as("seed %d", seed).hasSize(log.size());
        try (SpoolSourceReader last = new SpoolSourceReader(null, spool.toString(), true, new Pace(0), 0)) {
            last.addSplits(List.of(at));
            last.notifyNoMoreSplits();
            assertThat(last.pollNext(read)).isEqualTo(InputStatus.END_OF_INPUT);
        }
    }

    @Test
    void aLiveLogIsReadOnceInOrderThroughItsSegmentsWithTheSameStamps() throws Exception {
        long[] now = {Instant.parse("2026-03-01T10:00:00Z").toEpochMilli()};
        Read read = new Read();
        LiveLogSplit at = new LiveLogSplit(LivePosition.beginningOf(1), Long.MIN_VALUE, 0);
        InstantSource clock = () -> Instant.ofEpochMilli(now[0]++);
        try (LiveLog live = LiveLog.open(folder.resolve("live"), clock, 2_000)) {
            for (Event e : log) {
                live.append(List.of(e));
                at = restored(new LiveLogSourceReader(null, folder.resolve("live")), at, read);
            }
            assertThat(LiveFiles.segments(folder.resolve("live"))).hasSizeGreaterThan(2);
            Read again = new Read();
            LiveLogSplit begin = new LiveLogSplit(LivePosition.beginningOf(1), Long.MIN_VALUE, 0);
            LiveLogSourceReader undisturbed = new LiveLogSourceReader(null, folder.resolve("live"));
            undisturbed.addSplits(List.of(begin));
            while (again.events.size() < log.size()) {
                undisturbed.pollNext(again);
            }
            undisturbed.close();
            assertThat(read.events).as("seed %d", seed).isEqualTo(again.events).hasSize(log.size());
            assertThat(again.marks).containsAll(read.marks);
        }
        assertThat(at.events()).isEqualTo(log.size());
        assertThat(read.marks).isSorted().doesNotHaveDuplicates();
    }

    /** Reads what is there, and gives the place for the next reader. */
    private static <S extends SourceSplit> S restored(SourceReader<PackedEvent, S> reader, S from, Read read)
            throws Exception {
        try (reader) {
            reader.addSplits(List.of(from));
            reader.pollNext(read);
            return reader.snapshotState(1).get(0);
        }
    }

    /** Keeps what comes. */
    private static final class Read implements ReaderOutput<PackedEvent> {
        private final List<String> events = new ArrayList<>();
        private final List<Long> marks = new ArrayList<>();
        private final EventBytes bytes = new EventBytes();

        @Override
        public void collect(PackedEvent event) {
            throw new AssertionError("without a stamp: " + event);
        }

        @Override
        public void collect(PackedEvent event, long stamp) {
            events.add(bytes.read(event).eventId() + "@" + stamp);
        }

        @Override
        public void emitWatermark(Watermark mark) {
            marks.add(mark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<PackedEvent> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
