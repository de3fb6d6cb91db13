package io.sojourn.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void signsAsTheReferenceLibrariesDo() {
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "test");

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void readsAFileAndNeverShowsItself(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");

        assertThat(Secret.fromFile(file).toString()).isEqualTo("Secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "not base64!"})
    void shortOrUnreadableSecretIsRefusedWithoutTellingIt(String text) {
        assertThatThrownBy(() -> Secret.of(text, "file s"))
                .isInstanceOf(SojournException.class)
                .hasMessage("file s holds no signing secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://169.254.169.254/latest, true, false",
        "http://169.254.169.254/latest, true, false",
        "https://[fe80::1]/x, true, false",
        "https://0.0.0.0/x, true, false",
        "https://224.0.0.1/x, true, false",
        "http://127.0.0.1/x, true, true",
        "http://127.0.0.1/x, false, false",
        "https://127.0.0.1/x, false, false",
        "https://[::1]/x, false, false",
        "https://10.1.2.3/x, false, false",
        "https://10.1.2.3/x, true, true",
        "https://192.168.1.1/x, false, false",
        "https://172.16.0.1/x, false, false",
        "https://100.64.0.1/x, false, false",
        "https://[fd00::1]/x, false, false",
        "https://[::ffff:169.254.169.254]/x, true, false",
        "http://203.0.113.9/x, false, false",
        "https://203.0.113.9/x, false, true",
        "ftp://203.0.113.9/x, true, false",
        "https://user@203.0.113.9/x, false, false"
    })
    void guardLooksAtTheAddress(String url, boolean allowPrivate, boolean allowed) throws Exception {
        assertThat(AddressGuard.refusal(URI.create(url), allowPrivate) == null).isEqualTo(allowed);
    }
}
