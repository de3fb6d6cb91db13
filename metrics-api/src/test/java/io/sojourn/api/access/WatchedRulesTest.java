package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedRulesTest {
    private static final String ONE = "policies: {a: {roles: [viewer]}}\n";
    private static final String TWO = "policies: {a: {roles: [viewer]}, b: {roles: [analyst]}}\n";
    private static final String THREE = TWO + "rates: {burst: 7}\n";

    @TempDir
    private Path dir;

    /** As when somebody saves the file just when the server looks at it: at the start, and at a change. */
    @Test
    void aChangeWhileTheFileIsBeingReadIsSeenByTheNextRequest() {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), "");
        files.rewrite(ONE);
        List<String> meanwhile = new ArrayList<>(List.of(TWO, THREE));
        WatchedRules rules = new WatchedRules(
                files.file(),
                false,
                file -> {
                    AccessRules read = AccessReader.read(file);
                    if (!meanwhile.isEmpty()) {
                        files.rewrite(meanwhile.remove(0));
                    }
                    return read;
                },
                changed -> {});

        assertThat(rules.now().policies()).containsOnlyKeys("a", "b");
        assertThat(rules.now().rates().burst()).isEqualTo(7);
        assertThat(meanwhile).isEmpty();
    }

    @Test
    void aFileThatIsAsItWasIsReadOnce() {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), "");
        files.rewrite(ONE);
        List<Path> read = new ArrayList<>();
        WatchedRules rules = new WatchedRules(
                files.file(),
                false,
                file -> {
                    read.add(file);
                    return AccessReader.read(file);
                },
                changed -> {});
        rules.now();
        rules.now();
        assertThat(read).hasSize(1);
        files.rewrite("policies: {a: {roles: [viewr]}}\n");
        rules.now();
        rules.now();
        assertThat(read).as("a broken one too").hasSize(2);
        assertThat(rules.trouble()).contains("viewr");
        assertThat(rules.now().policies()).containsOnlyKeys("a");
    }
}
