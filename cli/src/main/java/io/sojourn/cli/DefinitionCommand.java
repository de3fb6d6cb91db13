package io.sojourn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sojourn definition}. */
@Command(
        name = "definition",
        mixinStandardHelpOptions = true,
        description = "The versions of a process definition on a running server.",
        subcommands = {
            DefinitionCheckCommand.class,
            DefinitionDryRunCommand.class,
            DefinitionPutCommand.class,
            DefinitionHistoryCommand.class,
            DefinitionShowCommand.class
        },
        footer = {
            "",
            "Example: sojourn definition dry-run next.yaml --restate && sojourn definition put next.yaml --restate"
        })
final class DefinitionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }
}
