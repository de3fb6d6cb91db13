package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.pseudonym.CaseKeyFile;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseKeyPlaceTest {
    @TempDir
    private Path dir;

    @Test
    void eachMachineReadsItsOwnFileAndAnotherKeyThereFailsTheJob() throws Exception {
        Path file = dir.resolve("case.key");
        String check = CaseKeyFile.make(file).check();
        CaseKeyPlace place = CaseKeyPlace.of(file.toString());
        assertThat(place.read().check()).isEqualTo(check);
        Files.delete(file);
        CaseKeyFile.make(file);
        assertThatThrownBy(place::read).hasMessageContaining("is another one on this machine");
        Files.delete(file);
        assertThatThrownBy(place::read).hasMessageContaining("can't be read");
    }

    @Test
    void theKeyDoesNotTravelWithTheJob() throws Exception {
        Path file = dir.resolve("case.key");
        CaseKeyFile.make(file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(CaseKeyPlace.of(file.toString()));
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                .contains(file.toString())
                .doesNotContain(Files.readString(file).strip());
        assertThat(CaseKeyPlace.of(null).read().areReplaced()).isFalse();
    }
}
