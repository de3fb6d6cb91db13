package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.SavepointJob.Start;
import io.sojourn.stream.source.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job stopped with savepoints and restored elsewhere leaves the tables of one that ran through. */
@Timeout(600)
class SavepointTest {
    @TempDir
    private Path folder;

    private final SavedState log = SavedState.current();

    @Test
    void stoppedAndRescaledOneTwoThreeOneTheTablesAreEqual() throws Exception {
        check(List.of(
                new Start("hashmap", 1, null),
                new Start("hashmap", 2, null),
                new Start("hashmap", 3, null),
                new Start("hashmap", 1, null)));
    }

    @Test
    void aSavepointOfTheHeapOpensOnRocksDbAndBack() throws Exception {
        check(List.of(new Start("hashmap", 1, null), new Start("rocksdb", 2, null), new Start("hashmap", 1, null)));
    }

    /** A part of the log for each start, but for the last one, which gets the rest. */
    private void check(List<Start> starts) throws Exception {
        TableModel model = new TableModel(log.definition().definition());
        Path spool = folder.resolve("spool");
        SavepointJob job = new SavepointJob(log.definition(), spool, model);
        List<Event> events = log.events();
        int part = events.size() / starts.size();
        Path savepoint = null;
        for (int i = 0; i < starts.size(); i++) {
            Start start = new Start(starts.get(i).backend(), starts.get(i).parallelism(), savepoint);
            boolean last = i == starts.size() - 1;
            int to = last ? events.size() : (i + 1) * part;
            write(spool, events.subList(i * part, to), last);
            if (last) {
                job.untilEnd(start);
            } else {
                savepoint = moved(job.untilSavepoint(start, to, folder.resolve("savepoints")), i);
            }
        }
        TableModel calm = new TableModel(log.definition().definition());
        Path whole = folder.resolve("whole");
        write(whole, events, true);
        new SavepointJob(log.definition(), whole, calm).untilEnd(new Start("hashmap", 1, null));
        for (FactTable t : FactTable.values()) {
            assertThat(model.texts(t)).as(t.name()).isEqualTo(calm.texts(t));
        }
        assertThat(calm.rows(FactTable.CASES)).hasSizeGreaterThan(10);
    }

    /** A savepoint is one file, and opens from any folder. */
    private Path moved(Path savepoint, int number) throws IOException {
        try (Stream<Path> files = Files.list(savepoint)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("_metadata");
        }
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/" + number));
        Files.move(savepoint.resolve("_metadata"), elsewhere.resolve("_metadata"));
        return elsewhere;
    }

    private static void write(Path spool, List<Event> events, boolean end) {
        try (SpoolWriter writer = SpoolWriter.append(spool)) {
            events.forEach(writer::write);
            if (end) {
                writer.end();
            }
            writer.flush();
        }
    }
}
