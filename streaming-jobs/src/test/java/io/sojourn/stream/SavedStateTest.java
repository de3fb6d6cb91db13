package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.source.SpoolReader;
import io.sojourn.stream.wire.EventBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job goes on from the state of each version in {@code src/test/resources/state}, and its tables are the batch engine's. */
@Timeout(300)
class SavedStateTest {
    private static final Path STATES = Path.of("src/test/resources/state");

    @TempDir
    private Path folder;

    static List<String> versions() throws IOException {
        try (Stream<Path> versions = Files.list(STATES)) {
            return versions.map(v -> v.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void stateOfThisVersionOpensAndGivesTheRightTables(String version) throws Exception {
        Path state = STATES.resolve(version);
        String yaml = Files.readString(state.resolve("definition.yaml"));
        CompiledDefinition definition = Definitions.compile("definition.yaml", yaml);
        Path savepoint = Files.createDirectories(folder.resolve("somewhere/else"));
        Files.copy(state.resolve("savepoint/_metadata"), savepoint.resolve("_metadata"));
        Path spool = Files.copy(state.resolve("spool"), folder.resolve("spool"));
        TableModel model = SavedState.told(state, definition);
        int before = model.rows(FactTable.EVENTS).size();
        new SavepointJob(definition, spool, model).untilEnd(new SavepointJob.Start("hashmap", 2, savepoint));
        assertThat(model.rows(FactTable.EVENTS)).hasSizeGreaterThan(before).hasSize(events(spool));
        try (BatchOracle oracle = new BatchOracle(definition)) {
            Comparison.check(model, oracle, 0, yaml);
        }
    }

    private static int events(Path spool) throws IOException {
        Set<String> ids = new TreeSet<>();
        EventBytes bytes = new EventBytes();
        try (SpoolReader reader = SpoolReader.open(spool, SpoolReader.firstPosition())) {
            for (SpoolReader.Record r = reader.next(); !r.end(); r = reader.next()) {
                if (r.event() != null) {
                    var e = bytes.read(r.event());
                    ids.add(e.caseId() + "/" + e.source() + "/" + e.sequence());
                }
            }
        }
        return ids.size();
    }
}
