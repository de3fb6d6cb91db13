package io.sojourn.stream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import io.sojourn.stream.Seeds;
import io.sojourn.stream.wire.EventBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void eventsComeBackInOrderThroughSegmentsAndRestarts() throws Exception {
        int number = 0;
        for (int run = 0; run < 3; run++) {
            try (LiveLog log = LiveLog.open(folder, InstantSource.system(), 2_000)) {
                for (int i = 0; i < 40; i++) {
                    log.append(List.of(event(number++), event(number++)));
                }
            }
        }
        assertThat(LiveFiles.segments(folder)).hasSizeGreaterThan(5);
        assertThat(read(LivePosition.beginningOf(1))).isEqualTo(numbers(0, number));
    }

    @Test
    void eachAppendOfManyThreadsIsThereWholeAndInOrder() throws Exception {
        int threads = 16;
        int appends = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (LiveLog log = LiveLog.open(folder, InstantSource.system())) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int base = t * 1_000;
                done.add(pool.submit(() -> {
                    for (int i = 0; i < appends; i++) {
                        log.append(List.of(event(base + 2 * i), event(base + 2 * i + 1)));
                    }
                }));
            }
            for (Future<?> f : done) {
                f.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        List<Long> read = read(LivePosition.beginningOf(1));
        assertThat(read).hasSize(threads * appends * 2).doesNotHaveDuplicates();
        for (int i = 0; i < read.size(); i += 2) {
            assertThat(read.get(i + 1)).isEqualTo(read.get(i) + 1);
        }
        for (int t = 0; t < threads; t++) {
            long base = t * 1_000L;
            assertThat(read.stream().filter(n -> n / 1_000 == base / 1_000)).isSorted();
        }
    }

    @Test
    void ticksNeverGoBackNotEvenWithTheClock() throws Exception {
        try (LiveLog log = LiveLog.open(folder, InstantSource.fixed(START))) {
            assertThat(log.tickMicros()).isEqualTo(START.toEpochMilli() * 1_000);
        }
        try (LiveLog log = LiveLog.open(folder, InstantSource.fixed(START.minusSeconds(3_600)))) {
            assertThat(log.tickMicros()).isEqualTo(START.toEpochMilli() * 1_000);
            log.append(List.of(event(1)));
        }
        try (LiveLog log = LiveLog.open(folder, InstantSource.fixed(START.plusSeconds(1)))) {
            assertThat(log.tickMicros()).isEqualTo(START.plusSeconds(1).toEpochMilli() * 1_000);
        }
        List<Long> ticks = new ArrayList<>();
        try (LiveLogReader reader = new LiveLogReader(folder, LivePosition.beginningOf(1))) {
            for (SpoolReader.Record r = reader.next(); r != null; r = reader.next()) {
                if (r.event() == null) {
                    ticks.add(r.tickMicros());
                }
            }
        }
        assertThat(ticks)
                .containsExactly(
                        START.toEpochMilli() * 1_000, START.plusSeconds(1).toEpochMilli() * 1_000);
    }

    @Test
    void aTailThatWasTornAtAnyByteIsCutOff() throws Exception {
        long before = written(0, 3);
        byte[] whole = Files.readAllBytes(segment(1));
        written(3, 1);
        byte[] longer = Files.readAllBytes(segment(1));
        assertThat(longer).startsWith(whole);
        for (int length = (int) before; length < longer.length; length++) {
            Files.write(segment(1), java.util.Arrays.copyOf(longer, length));
            LiveLog.open(folder, InstantSource.fixed(START)).close();
            assertThat(Files.size(segment(1))).as("torn at %d", length).isEqualTo(before);
            assertThat(read(LivePosition.beginningOf(1))).isEqualTo(numbers(0, 3));
        }
    }

    @Test
    void aTailOfZerosOrOfDamageIsCutOff() throws Exception {
        long before = written(0, 3);
        written(3, 1);
        byte[] longer = Files.readAllBytes(segment(1));
        Random random = new Random(Seeds.from(5));
        for (int i = 0; i < 50; i++) {
            byte[] damaged = longer.clone();
            int from = (int) before + random.nextInt(longer.length - (int) before);
            for (int at = from; at < damaged.length; at++) {
                damaged[at] = i % 2 == 0 ? 0 : (byte) random.nextInt(128);
            }
            Files.write(segment(1), damaged);
            LiveLog.open(folder, InstantSource.fixed(START)).close();
            assertThat(read(LivePosition.beginningOf(1))).isEqualTo(numbers(0, 3));
        }
    }

    @Test
    void damageInTheMiddleIsRefusedAtItsPlace() throws Exception {
        long before = written(0, 3);
        written(3, 1);
        byte[] whole = Files.readAllBytes(segment(1));
        for (int at = 8; at < before; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(segment(1), damaged);
            assertThatThrownBy(() -> LiveLog.open(folder, InstantSource.fixed(START)))
                    .as("damaged at %d", at)
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("00000001.events is damaged at byte");
        }
        Files.write(segment(1), whole);
        LiveLog.open(folder, InstantSource.fixed(START)).close();
    }

    @Test
    void aSegmentThatIsMissingOrTornBeforeTheLastIsRefused() throws Exception {
        try (LiveLog log = LiveLog.open(folder, InstantSource.system(), 500)) {
            for (int i = 0; i < 20; i++) {
                log.append(List.of(event(i)));
            }
        }
        int last = LiveFiles.segments(folder).size();
        byte[] before = Files.readAllBytes(segment(last - 1));
        Files.write(segment(last - 1), java.util.Arrays.copyOf(before, before.length - 30));
        assertThatThrownBy(() -> LiveLog.open(folder, InstantSource.system()))
                .hasMessageContaining("is torn off at byte");
        Files.delete(segment(last - 1));
        assertThatThrownBy(() -> LiveLog.open(folder, InstantSource.system())).hasMessageContaining("is missing");
    }

    @Test
    void oneWriterAtATime() {
        try (LiveLog log = LiveLog.open(folder, InstantSource.system())) {
            assertThat(log.trouble()).isNull();
            assertThatThrownBy(() -> LiveLog.open(folder, InstantSource.system()))
                    .hasMessageContaining("is written by another process");
        }
        LiveLog.open(folder, InstantSource.system()).close();
    }

    @Test
    void aJobThatNeedsARemovedSegmentIsRefused() throws Exception {
        try (LiveLog log = LiveLog.open(folder, InstantSource.system(), 500)) {
            for (int i = 0; i < 20; i++) {
                log.append(List.of(event(i)));
            }
            log.dropBefore(new LivePosition(3, 8));
        }
        assertThat(LiveFiles.segments(folder).get(0)).isEqualTo(3);
        assertThatThrownBy(() -> new LiveLogReader(folder, LivePosition.beginningOf(2)))
                .hasMessageContaining("was removed");
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        for (int run = 0; run < 2; run++) {
            Process child = child("");
            long acknowledged = -1;
            try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
                for (int i = 0; i < 30 + 20 * run; i++) {
                    String line = out.readLine();
                    assertThat(line).isNotNull();
                    acknowledged = Long.parseLong(line);
                }
                child.toHandle().destroyForcibly();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    acknowledged = line.isEmpty() ? acknowledged : Math.max(acknowledged, Long.parseLong(line));
                }
            }
            LiveLog.open(folder, InstantSource.system()).close();
            List<Long> read = read(LivePosition.beginningOf(1));
            assertThat(read).isEqualTo(numbers(0, read.size()));
            assertThat(read).hasSizeGreaterThan((int) acknowledged);
        }
    }

    @Test
    void aFullDiskAcknowledgesNothing() throws Exception {
        Process child = child("ulimit -f 64; ");
        List<String> lines;
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            lines = out.lines().toList();
        }
        assertThat(child.waitFor()).isEqualTo(3);
        String trouble = lines.get(lines.size() - 1);
        assertThat(trouble).contains("can't write the live log");
        long acknowledged = Long.parseLong(lines.get(lines.size() - 2));
        LiveLog.open(folder, InstantSource.system()).close();
        assertThat(read(LivePosition.beginningOf(1))).isEqualTo(numbers(0, (int) acknowledged + 1));
    }

    private Process child(String before) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        before + "exec \"$@\"",
                        "child",
                        java,
                        "-Xmx64m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private long written(int from, int count) throws IOException {
        try (LiveLog log = LiveLog.open(folder, InstantSource.fixed(START))) {
            for (int i = from; i < from + count; i++) {
                log.append(List.of(event(i)));
            }
        }
        return Files.size(segment(1));
    }

    private Path segment(int number) {
        return LiveFiles.segment(folder, number);
    }

    private List<Long> read(LivePosition from) throws IOException {
        return read(folder, from);
    }

    static List<Long> read(Path folder, LivePosition from) throws IOException {
        List<Long> read = new ArrayList<>();
        try (LiveLogReader reader = new LiveLogReader(folder, from)) {
            for (SpoolReader.Record r = reader.next(); r != null; r = reader.next()) {
                if (r.event() != null) {
                    read.add(new EventBytes().read(r.event()).sequence());
                }
            }
        }
        return read;
    }

    private static List<Long> numbers(int from, int to) {
        List<Long> numbers = new ArrayList<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    static Event event(long number) {
        return new Event(
                "p",
                "c" + number % 7,
                "e" + number,
                "s",
                number,
                Operation.APPEND,
                null,
                0,
                "A",
                "complete",
                START.toEpochMilli() * 1_000 + number,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null);
    }
}
