package io.sojourn.cli;

import io.sojourn.api.access.ApiKey;
import io.sojourn.api.access.KeyFile;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sojourn key list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys: ids and policies, no secrets.")
final class KeyListCommand implements Callable<Integer> {
    private static final String FORM = "%-10s %-24s %-16s %-21s %s%n";

    @Mixin
    private KeyFileOption option;

    @Override
    public Integer call() {
        Instant now = KeyDays.now();
        System.out.printf(FORM, "id", "name", "policy", "valid until", "state");
        for (ApiKey key : KeyFile.open(option.file()).keys()) {
            System.out.printf(
                    FORM, key.id(), key.name(), key.policy(), key.expires(), key.isOver(now) ? "over" : "valid");
        }
        return 0;
    }
}
