package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void scopesThatHideTheSameHaveOneKey() {
        Scope one =
                new Scope(Set.of(), Map.of("facility", new LinkedHashSet<>(List.of("A", "B"))), Set.of("resource"), 5);
        Scope other =
                new Scope(Set.of(), Map.of("facility", new LinkedHashSet<>(List.of("B", "A"))), Set.of("resource"), 5);
        assertThat(one).isEqualTo(other);
        assertThat(one.key()).isEqualTo(other.key());
        assertThat(Scope.all().key()).isEmpty();
    }

    @Test
    void namesThatLookLikeListsDoNotShareAKey() {
        List<Scope> scopes = List.of(
                new Scope(Set.of("a", "b"), Map.of(), Set.of(), 0),
                new Scope(Set.of("a 1:b"), Map.of(), Set.of(), 0),
                new Scope(Set.of("a"), Map.of(), Set.of("b"), 0),
                new Scope(Set.of(), Map.of("a", Set.of("b")), Set.of(), 0),
                new Scope(Set.of(), Map.of("a", Set.of(), "b", Set.of()), Set.of(), 0),
                new Scope(Set.of(), Map.of("a", Set.of("b"), "b", Set.of()), Set.of(), 0),
                new Scope(Set.of(), Map.of(), Set.of(), 1),
                Scope.all());
        assertThat(scopes.stream().map(Scope::key)).doesNotHaveDuplicates();
    }

    @Test
    void aRoleIsReadAsItIsWritten() {
        for (Role role : Role.values()) {
            assertThat(Role.of(role.word())).isEqualTo(role);
        }
        assertThatThrownBy(() -> Role.of("root"))
                .hasMessageContaining("\"root\" is not a role")
                .extracting(e -> ((SojournException) e).hint())
                .asString()
                .contains("phi-reader");
    }
}
