package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("new").resolve("access.yaml");
    }

    @Test
    void theFirstKeyMakesTheFileThatOnlyItsOwnerReads() throws Exception {
        KeyFile begun = KeyFile.openOrBegin(file);
        KeyText key = begun.create("grafana", "metrics", END);
        begun.write();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(key.reveal()).contains(key.sha256());
        assertThat(KeyFile.open(file).keys())
                .containsExactly(new ApiKey(key.id(), "grafana", "metrics", key.sha256(), END));
    }

    @Test
    void commentsAndOtherLinesStayAsTheyWere() throws Exception {
        KeyFile begun = KeyFile.openOrBegin(file);
        begun.create("a", "viewer", END);
        begun.write();
        String before = "# mine\n" + Files.readString(file) + "# the end";
        Files.writeString(file, before);
        KeyFile again = KeyFile.open(file);
        KeyText second = again.create("ü b", "admin", END);
        again.write();
        String line = Files.readString(file)
                .lines()
                .filter(l -> l.contains(second.id()))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(file).replace(line + "\n", "")).isEqualTo(before);
    }

    @Test
    void aRotatedKeyEndsAfterTheOverlapAndARevokedOneNow() {
        KeyFile keys = KeyFile.openOrBegin(file);
        KeyText old = keys.create("erp", "operator", END);
        KeyText other = keys.create("else", "viewer", END);
        KeyText fresh = keys.rotate(old.id(), END.plusSeconds(60), NOW);
        keys.revoke(other.id(), NOW);
        keys.revoke(other.id(), NOW.plusSeconds(5));
        assertThat(keys.keys())
                .containsExactlyInAnyOrder(
                        new ApiKey(old.id(), "erp", "operator", old.sha256(), NOW),
                        new ApiKey(fresh.id(), "erp", "operator", fresh.sha256(), END.plusSeconds(60)),
                        new ApiKey(other.id(), "else", "viewer", other.sha256(), NOW));
    }

    @Test
    void whatCannotBeChangedIsSaid() throws Exception {
        KeyFile keys = KeyFile.openOrBegin(file);
        assertThatThrownBy(() -> keys.create("a", "viewr", END))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("no policy \"viewr\"");
        assertThatThrownBy(() -> keys.create("a\nb: c", "viewer", END)).hasMessageContaining("letters");
        assertThatThrownBy(() -> keys.revoke("aaaaaaaa", NOW)).hasMessageContaining("no key \"aaaaaaaa\"");
        Path inOneLine = dir.resolve("flow.yaml");
        Files.writeString(inOneLine, "{policies: {p: {roles: []}}, keys: {}}");
        assertThatThrownBy(() -> KeyFile.open(inOneLine).create("a", "p", END)).hasMessageContaining("a line each");
    }

    @Test
    void keysAreOfOneFormAndNeverTheSame() {
        KeyText key = KeyText.fresh();
        assertThat(key.reveal()).matches("sjn_[a-z0-9]{8}_[A-Za-z0-9_-]{43}");
        assertThat(KeyText.of(key.reveal()).sha256()).isEqualTo(key.sha256());
        assertThat(key.toString()).doesNotContain(key.reveal().substring(13));
        assertThat(KeyText.fresh().reveal()).isNotEqualTo(key.reveal());
        for (String other : new String[] {"", "sjn_", key.reveal() + "x", " " + key.reveal(), key.reveal() + "\n"}) {
            assertThat(KeyText.of(other)).isNull();
        }
    }
}
