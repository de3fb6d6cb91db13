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

/** {@code sojourn definition put FILE}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a further version of a definition while the job runs; the same text again changes nothing.",
            "Cases that begin from now on belong to it, with --restate all cases do."
        })
final class DefinitionPutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The process definition (YAML), with a higher version.")
    private Path file;

    @Option(names = "--restate", description = "Valid from the beginning: history is computed again.")
    private boolean restate;

    @Mixin
    private ServerOption option;

    @Override
    public Integer call() {
        ProcessDefinition d = Definitions.load(file).definition();
        JsonNode kept = new ServerDefinitions(option.server()).put(d.process(), d.text(), restate, false);
        JsonNode from = kept.path("valid_from");
        System.out.printf(
                "Version %d of %s is in use for %s.%n",
                kept.path("version").asInt(),
                d.process(),
                from.isTextual() ? "cases that begin at " + from.asText() + " or later" : "all cases");
        return 0;
    }
}
