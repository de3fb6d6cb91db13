package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReaderTest {
    private static final String FULL =
            """
            keys:
              abcd2345: {name: grafana, policy: north, sha256: %s, expires: 2027-01-01T00:00:00Z}
            tokens:
              sso:
                issuer: https://sso.example.org
                audience: sojourn
                jwks: https://sso.example.org/jwks
                algorithms: [RS256, ES256]
                claim: groups
                policies: {managers: north}
            policies:
              north: {roles: [viewer], processes: [auth], rows: {facility: [N, M]}, masked: [payer], smallest_cell: 11}
              all: {roles: [viewer, phi-reader]}
            rates: {burst: 50}
            tls: {certificate: a.pem, key: b.pem}
            """
                    .formatted("0".repeat(64));

    private static AccessRules read(String text) {
        return AccessReader.read(Path.of("/etc/sojourn/access.yaml"), text);
    }

    @Test
    void everySectionIsReadAsItStands() {
        AccessRules rules = read(FULL);
        Scope north = new Scope(Set.of("auth"), Map.of("facility", Set.of("N", "M")), Set.of("payer"), 11);
        assertThat(rules.policies().get("north")).isEqualTo(new Policy("north", Set.of(Role.VIEWER), north));
        assertThat(rules.keys().get("abcd2345").policy()).isEqualTo("north");
        assertThat(rules.tokens().get(0).policies()).containsExactly(Map.entry("managers", "north"));
        assertThat(rules.tokens().get(0).subject()).isEqualTo("sub");
        assertThat(rules.rates()).isEqualTo(new Rates(1_200, 50, 20));
        assertThat(rules.tls().key()).isEqualTo(Path.of("/etc/sojourn/b.pem"));
    }

    @Test
    void whoIsNoPhiReaderSeesNoCaseIdsAndNames() {
        AccessRules rules = read(FULL);
        assertThat(rules.policies().get("north").principal("n").scope().masked())
                .containsExactly("case_id", "payer", "resource");
        assertThat(rules.policies().get("all").principal("a").scope().isAll()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles: [viewer], pro|roles: [viewr], pro|line 12, column 19|Maybe you meant \"viewer\".",
                "policy: north|policy: nort|line 2, column 37|Maybe you meant \"north\".",
                "processes:|proceses:|line 12, column 28|Maybe you meant \"processes\".",
                "smallest_cell: 11|smallest_cell: x|whole number from 0 to 1000|",
                "algorithms: [RS256|algorithms: [HS256|not one of RS256|",
                "algorithms: [RS256|algorithms: [none|not one of RS256|",
                "jwks: https|jwks: http|not an https address|",
                "jwks: https|jwks: file|not an https address|",
                "{managers: north}|{managers: nrth}|there is no policy|Maybe you meant",
                "expires: 2027|expires: soon2027|not an instant|",
                "processes: [auth]|processes: []|is empty|Maybe leave the key out",
                "facility: [N, M]|facility: []|is empty|Maybe leave the key out",
                "key: b.pem|ky: b.pem|unknown key|Maybe you meant \"key\".",
                "abcd2345|ABC|is no id of a key|",
                "burst: 50|burst: 0|whole number from 1|"
            })
    void mistakesAreNamedWithTheirPlace(String right, String wrong, String message, String hint) {
        assertThat(FULL).contains(right);
        assertThatThrownBy(() -> read(FULL.replace(right, wrong))).isInstanceOfSatisfying(SojournException.class, e -> {
            assertThat(e.getMessage()).contains(message);
            assertThat(String.valueOf(e.hint())).contains(hint == null ? "" : hint);
        });
    }

    @Test
    void aKeyThatWasPutInPlaceOfItsHashIsNotShown() {
        String key = KeyText.fresh().reveal();
        assertThatThrownBy(() -> read(FULL.replace("0".repeat(64), key)))
                .hasMessageContaining("64 hexadecimal digits")
                .satisfies(e -> assertThat(((SojournException) e).fullMessage()).doesNotContain(key));
    }

    @Test
    void theSchemaHasTheSameKeys() throws Exception {
        var schema = new ObjectMapper().readTree(AccessSchema.text());
        var properties = schema.path("properties");
        assertThat(names(properties)).containsExactlyInAnyOrderElementsOf(AccessReader.ROOT);
        assertThat(names(properties.at("/keys/additionalProperties/properties")))
                .containsExactlyInAnyOrderElementsOf(AccessReader.KEY);
        assertThat(names(properties.at("/tokens/additionalProperties/properties")))
                .containsExactlyInAnyOrderElementsOf(TokenReader.TOKENS);
        assertThat(names(properties.at("/policies/additionalProperties/properties")))
                .containsExactlyInAnyOrderElementsOf(AccessReader.POLICY);
        assertThat(names(properties.at("/rates/properties"))).containsExactlyInAnyOrderElementsOf(AccessReader.RATES);
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
