package io.sojourn.mining.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownVersionsTest {
    private final KnownVersions known = new KnownVersions(List.of());

    @Test
    void versionsAreTakenOnceEachInTheirOrder() {
        assertThat(known.take(version("p", 1, "", DefinitionVersion.BEGINNING))).isTrue();
        assertThat(known.take(version("p", 3, "", 7))).isTrue();
        assertThat(known.take(version("p", 3, "", 7))).isFalse();
        assertThat(known.take(version("q", 5, "", DefinitionVersion.BEGINNING))).isTrue();

        assertThat(known.definitions())
                .extracting(d -> d.process() + d.version())
                .containsExactly("p1", "p3", "q5");
        assertThat(known.of("p").orElseThrow().at(7).number()).isEqualTo(3);
        assertThat(known.of("r")).isEmpty();
    }

    @Test
    void whatCannotLiveBesideThoseBeforeIsRefusedAndChangesNothing() {
        known.take(version("p", 1, "attributes: {payer: text}", DefinitionVersion.BEGINNING));
        known.take(version("p", 3, "attributes: {payer: text, ward: text}", 7));

        refused(version("p", 2, "attributes: {payer: text}", 5), "version 3 is here already");
        refused(version("p", 3, "attributes: {payer: text}", 7), "known with another text");
        refused(version("p", 3, "attributes: {payer: text, ward: text}", 8), "another instant");
        refused(version("p", 4, "attributes: {payer: integer}", 9), "attribute payer is integer");
        refused(version("q", 1, "", 9), "is the first one, and valid only from 9 on");
        assertThat(known.definitions()).extracting(d -> d.version()).containsExactly(1, 3);
    }

    @Test
    void thereIsALimitOfVersions() {
        for (int i = 1; i <= Limits.DEFINITION_VERSIONS; i++) {
            known.take(version("p", i, "", DefinitionVersion.BEGINNING));
        }
        refused(version("p", Limits.DEFINITION_VERSIONS + 1, "", 9), "1000 versions already");
    }

    private void refused(DefinitionVersion v, String reason) {
        assertThatThrownBy(() -> known.take(v))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining(reason);
    }

    private static DefinitionVersion version(String process, int number, String rest, long validFrom) {
        String yaml = "process: " + process + "\nversion: " + number + "\n" + rest + "\n";
        return new DefinitionVersion(Definitions.compile("p.yaml", yaml), validFrom);
    }
}
