package io.sojourn.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseKeyFileTest {
    @TempDir
    private Path dir;

    @Test
    void aNewKeyIsItsOwnersAloneAndReadBackAsTheSame() throws Exception {
        Path file = dir.resolve("case.key");
        CaseKey made = CaseKeyFile.make(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(CaseKeyFile.read(file).check()).isEqualTo(made.check());
        assertThat(CaseKeyFile.make(dir.resolve("other.key")).check()).isNotEqualTo(made.check());
        assertThatThrownBy(() -> CaseKeyFile.make(file)).hasMessageContaining("never written over");
    }

    @Test
    void theEndOfTheLineIsNoPartOfTheKey() throws Exception {
        Path file = dir.resolve("case.key");
        CaseKey made = CaseKeyFile.make(file);
        Files.writeString(file, Files.readString(file).strip() + "\r\n");
        assertThat(CaseKeyFile.read(file).check()).isEqualTo(made.check());
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        Path file = dir.resolve("case.key");
        CaseKeyFile.make(file);
        for (String rights : new String[] {"rw-r--r--", "rw--w----", "rw-----w-"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            assertThatThrownBy(() -> CaseKeyFile.read(file)).hasMessageContaining("has the rights " + rights);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        assertThat(CaseKeyFile.read(file)).as("as Kubernetes mounts a secret").isNotNull();
    }

    @Test
    void aFileInTheDataFolderIsRefusedAlsoBehindALink() throws Exception {
        Path data = Files.createDirectories(dir.resolve("data/deeper"));
        Path file = data.resolve("case.key");
        CaseKeyFile.make(file);
        Path link = Files.createSymbolicLink(dir.resolve("link.key"), file);
        for (Path named : new Path[] {file, link}) {
            assertThatThrownBy(() -> CaseKeyFile.read(named, dir.resolve("data")))
                    .hasMessageContaining("is inside of the data folder");
        }
        assertThat(CaseKeyFile.read(file, dir.resolve("data2"))).isNotNull();
    }

    @Test
    void aMissingShortOrLongFileIsRefusedWithoutItsContent() throws Exception {
        assertThatThrownBy(() -> CaseKeyFile.read(dir.resolve("none"))).hasMessageContaining("can't be read");
        Path file = dir.resolve("case.key");
        CaseKeyFile.make(file);
        Files.writeString(file, "swordfish\n");
        assertThatThrownBy(() -> CaseKeyFile.read(file))
                .hasMessageContaining("has 9 bytes")
                .hasMessageNotContaining("swordfish");
        Files.writeString(file, "swordfish".repeat(1_000));
        assertThatThrownBy(() -> CaseKeyFile.read(file)).hasMessageContaining("has 9000 bytes");
    }

    @Test
    void theOptionWinsOverTheEnvironment() {
        Map<String, String> environment = Map.of(CaseKeyFile.VARIABLE, "/a");
        assertThat(CaseKeyFile.named(Path.of("/b"), environment)).isEqualTo(Path.of("/b"));
        assertThat(CaseKeyFile.named(null, environment)).isEqualTo(Path.of("/a"));
        assertThat(CaseKeyFile.named(null, Map.of(CaseKeyFile.VARIABLE, " "))).isNull();
    }
}
