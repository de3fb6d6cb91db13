package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void serverListensOnThisMachineAloneUnlessTheEnvironmentSaysOtherwise() {
        assertThat(Options.host(Map.of())).isEqualTo("127.0.0.1");
        assertThat(Options.host(Map.of("SOJOURN_HOST", " "))).isEqualTo("127.0.0.1");
        assertThat(Options.host(Map.of("SOJOURN_HOST", "0.0.0.0"))).isEqualTo("0.0.0.0");
    }
}
