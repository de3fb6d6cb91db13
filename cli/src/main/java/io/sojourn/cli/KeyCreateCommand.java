package io.sojourn.cli;

import io.sojourn.api.access.KeyFile;
import io.sojourn.api.access.KeyText;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn key create NAME}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a key and prints it, once, to standard output.",
            "Where there are no access rules yet, makes them, with a policy for each role."
        })
final class KeyCreateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What or who it is for; the audit log shows it.")
    private String name;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            required = true,
            description = "What its bearer may do and see: a policy of the access rules.")
    private String policy;

    @Mixin
    private KeyDays days;

    @Mixin
    private KeyFileOption option;

    @Override
    public Integer call() {
        KeyFile file = KeyFile.openOrBegin(option.file());
        Instant end = days.end();
        KeyText key = file.create(name, policy, end);
        file.write();
        System.out.println(key.reveal());
        new Terminal().say("Key %s with policy %s is in %s, valid until %s.", key.id(), policy, option.file(), end);
        return 0;
    }
}
