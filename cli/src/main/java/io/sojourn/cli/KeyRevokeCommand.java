package io.sojourn.cli;

import io.sojourn.api.access.KeyFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn key revoke ID}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Withdraws a key: a running server refuses it from the next request on.")
final class KeyRevokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The 8 signs behind sjn_.")
    private String id;

    @Mixin
    private KeyFileOption option;

    @Override
    public Integer call() {
        KeyFile file = KeyFile.open(option.file());
        file.revoke(id, KeyDays.now());
        file.write();
        new Terminal().say("Key %s is withdrawn.", id);
        return 0;
    }
}
