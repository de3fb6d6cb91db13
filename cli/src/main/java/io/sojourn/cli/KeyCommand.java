package io.sojourn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sojourn key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = {
            "Keys for the API: makes, lists, rotates and withdraws them; checks the file that they are in.",
            "And the key behind pseudonyms of case ids: makes one, and tells the pseudonym of an id."
        },
        subcommands = {
            KeyCreateCommand.class,
            KeyListCommand.class,
            KeyRotateCommand.class,
            KeyRevokeCommand.class,
            KeyCheckCommand.class,
            NewCaseKeyCommand.class,
            CaseIdCommand.class
        },
        footer = {
            "",
            "The file of access rules keeps a hash of each key; the key itself is shown once, when it is made.",
            "A running server follows changes at once; a demo that was started without access rules has to be started again.",
            "Example: sojourn key create grafana --policy viewer --days 90"
        })
final class KeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }
}
