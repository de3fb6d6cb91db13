package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn definition history [PROCESS]}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Lists the versions of a definition, and from when on each is valid.")
final class DefinitionHistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROCESS", arity = "0..1", description = "Default: the only one of the server.")
    private String process;

    @Mixin
    private ServerOption option;

    @Override
    public Integer call() {
        System.out.printf("%7s  %-27s  %s%n", "version", "valid from", "title");
        for (JsonNode v : new ServerDefinitions(option.server()).versions(process)) {
            JsonNode from = v.path("valid_from");
            System.out.printf(
                    "%7d  %-27s  %s%n",
                    v.path("version").asInt(),
                    from.isTextual() ? from.asText() : "the beginning",
                    v.path("title").asText());
        }
        return 0;
    }
}
