package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.Logs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn check FILE}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks a process definition; with --log says which rules matched how many events.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The process definition (YAML).")
    private Path definition;

    @Option(names = "--log", paramLabel = "LOG", description = "A log to try the rules on.")
    private Path log;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        CompiledDefinition compiled = Definitions.load(definition);
        ProcessDefinition d = compiled.definition();
        System.out.printf(
                "%s: process %s, version %d: %d attributes, %d queues, %d SLAs, %d measures, %d expressions. No error.%n",
                definition,
                d.process(),
                d.version(),
                d.attributes().size(),
                d.queues().size(),
                d.slas().size(),
                d.measures().size(),
                compiled.expressions().sql().size());
        if (log != null) {
            try (LogFile file = Logs.open(log, options.toReadOptions())) {
                System.out.print(RuleMatches.of(compiled, file).text());
            }
        }
        return 0;
    }
}
