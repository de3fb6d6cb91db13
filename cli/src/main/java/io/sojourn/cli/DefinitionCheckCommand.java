package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn definition check FILE}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks a definition, and whether it can follow the versions that the server has.")
final class DefinitionCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The process definition (YAML).")
    private Path file;

    @Mixin
    private ServerOption option;

    @Override
    public Integer call() {
        CompiledDefinition next = Definitions.load(file);
        ProcessDefinition d = next.definition();
        DefinitionHistory history = new ServerDefinitions(option.server()).history(d.process());
        if (history.newest().definition().text().equals(d.text())) {
            System.out.printf("%s: version %d of %s is in use.%n", file, d.version(), d.process());
            return 0;
        }
        history.with(DefinitionVersion.from(next, InstantSource.system().instant()));
        System.out.printf(
                "%s: version %d of %s can follow version %d. No error.%n",
                file, d.version(), d.process(), history.newest().number());
        return 0;
    }
}
