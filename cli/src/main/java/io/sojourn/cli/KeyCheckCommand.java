package io.sojourn.cli;

import io.sojourn.api.access.AccessCheck;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn key check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a file of access rules: whether a server would take it, and whether definitions have what it names.",
            "Exit code 0: all is well. 1: a process, dimension or column is named that no definition has. 2: not usable."
        },
        footer = {
            "",
            "A masked column with a slip in its name hides nothing: check before a server follows the file.",
            "Example: sojourn key check --access new.yaml --definition prior-authorization.yaml"
        })
final class KeyCheckCommand implements Callable<Integer> {
    @Mixin
    private KeyFileOption option;

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description =
                    "Look names up in this definition, again for each further one. Default: those of the running server"
                            + " over --data, or those that are stored there.")
    private List<Path> definitions = List.of();

    @Override
    public Integer call() {
        Path file = option.file();
        Optional<Processes> processes = processes();
        AccessCheck check = AccessCheck.of(file, processes.orElse(null));
        check.warnings().forEach(System.out::println);
        System.out.printf(
                "%s: %d keys, %d policies; %s%n",
                file,
                check.keys(),
                check.policies(),
                processes.isEmpty()
                        ? "a server would take it. No definition is in " + option.data() + " to look names up in."
                        : check.warnings().isEmpty()
                                ? "all that it names is in the definitions of "
                                        + String.join(", ", processes.get().names()) + "."
                                : check.warnings().size() + " of the names are in no definition.");
        return check.warnings().isEmpty() ? 0 : 1;
    }

    private Optional<Processes> processes() {
        if (!definitions.isEmpty()) {
            List<CompiledDefinition> given =
                    definitions.stream().map(Definitions::load).toList();
            return Optional.of(Processes.of(given));
        }
        Optional<RunningServer> server = RunningServer.of(new DataFolder(option.data()));
        if (server.isPresent()) {
            ServerDefinitions known = new ServerDefinitions(server.get());
            List<DefinitionVersion> versions = new ArrayList<>();
            known.names().forEach(name -> versions.addAll(known.history(name).versions()));
            return Optional.of(new Processes(versions));
        }
        if (!Store.isThere(option.data())) {
            return Optional.empty();
        }
        try (Store store = Store.openExisting(option.data())) {
            return Optional.of(store.processes());
        }
    }
}
