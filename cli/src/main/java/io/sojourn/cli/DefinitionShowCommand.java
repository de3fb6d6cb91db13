package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn definition show [PROCESS]}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Prints the text of a definition as it was put.")
final class DefinitionShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROCESS", arity = "0..1", description = "Default: the only one of the server.")
    private String process;

    @Option(names = "--version-number", paramLabel = "N", description = "Default: the newest one.")
    private Integer number;

    @Mixin
    private ServerOption option;

    @Override
    public Integer call() {
        JsonNode shown = null;
        List<String> numbers = new ArrayList<>();
        for (JsonNode v : new ServerDefinitions(option.server()).versions(process)) {
            numbers.add(v.path("version").asText());
            if (number == null || v.path("version").asInt() == number) {
                shown = v;
            }
        }
        if (shown == null) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "there is no version " + number + " on the server.",
                    "Maybe one of " + String.join(", ", numbers) + ".");
        }
        System.out.print(shown.path("yaml").asText());
        return 0;
    }
}
