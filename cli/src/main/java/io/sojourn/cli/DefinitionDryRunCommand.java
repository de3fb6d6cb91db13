package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn definition dry-run FILE}. */
@Command(
        name = "dry-run",
        mixinStandardHelpOptions = true,
        description = "Shows which figures of the stored cases a version would change; changes nothing.")
final class DefinitionDryRunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The process definition (YAML), with a higher version.")
    private Path file;

    @Option(names = "--restate", description = "As if it were put with --restate.")
    private boolean restate;

    @Option(names = "--json", description = "As one JSON document.")
    private boolean json;

    @Mixin
    private ServerOption option;

    @Override
    public Integer call() {
        ProcessDefinition d = Definitions.load(file).definition();
        JsonNode difference = new ServerDefinitions(option.server()).put(d.process(), d.text(), restate, true);
        System.out.print(json ? difference + System.lineSeparator() : DryRunText.of(difference));
        return 0;
    }
}
