package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in access rules that no definition has are told of. */
class AccessCheckTest {
    private static final Processes PROCESSES = Processes.of(List.of(
            Definitions.compile(
                    "a.yaml",
                    "process: authorization\nattributes: {facility: text, payer: text, amount: number}\n"
                            + "dimensions: [facility, payer, team]\ncase: {reviewed: {any: activity = 'REVIEWED'}}\n"),
            Definitions.compile("c.yaml", "process: claims\nattributes: {ward: text}\n")));

    @TempDir
    private Path dir;

    private List<String> warnings(String policy) throws Exception {
        Path file = Files.writeString(dir.resolve("access.yaml"), "policies:\n  north:\n    " + policy + "\n");
        return AccessCheck.of(file, PROCESSES).warnings();
    }

    @Test
    void namesOfAnyDefinitionAreWell() throws Exception {
        assertThat(warnings("{roles: [], processes: [claims, authorization], rows: {facility: [N], team: [x]},"
                        + " masked: [payer, amount, ward, reviewed, team, case_id, resource, reason, instance]}"))
                .isEmpty();
    }

    @Test
    void aSlipIsToldWithItsPlaceAndTheNearestName() throws Exception {
        assertThat(warnings("{roles: [], masked: [case_id, payr]}"))
                .singleElement()
                .asString()
                .contains("access.yaml", "line 3", "column 35", "column \"payr\"", "Maybe you meant \"payer\".");
        assertThat(warnings("{roles: [], rows: {facilty: [N]}}"))
                .singleElement()
                .asString()
                .contains("line 3", "dimension \"facilty\"", "Maybe you meant \"facility\".");
        assertThat(warnings("{roles: [], processes: [authorisation]}"))
                .singleElement()
                .asString()
                .contains("process \"authorisation\"", "Maybe you meant \"authorization\".");
        assertThat(warnings("{roles: [], masked: [zzzzzzzz], rows: {ward: [1]}}"))
                .as("in the order of the file; an attribute is no dimension")
                .satisfiesExactly(
                        column -> assertThat(column).contains("zzzzzzzz", "still to come"),
                        dimension -> assertThat(dimension).contains("Maybe one of facility, payer, team."));
    }

    @Test
    void aServerTellsAtItsStartAndAtAChange() {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), "");
        files.rewrite("policies: {north: {roles: [viewer], masked: [payr]}}\n");
        try (Access access = Access.open(AccessOptions.of(files.file(), () -> Instant.EPOCH))) {
            assertThat(access.warnings())
                    .as("nothing is known of definitions yet")
                    .isEmpty();
            access.compareWith(() -> PROCESSES);
            assertThat(access.warnings()).singleElement().asString().contains("line 1", "payr");
            files.rewrite("policies: {north: {roles: [viewer], processes: [clams], masked: [payer]}}\n");
            assertThat(access.warnings()).singleElement().asString().contains("clams", "claims");
            files.rewrite("policies: {north: {roles: [viewer], processes: [claims]}}\n");
            assertThat(access.warnings()).isEmpty();
        }
    }
}
