package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.FollowConditions;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.Logs;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn check FILE...}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks process definitions, several against each other; with --log says which rules matched how"
                + " many events.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Process definitions (YAML).")
    private List<Path> files;

    @Option(names = "--log", paramLabel = "LOG", description = "A log to try the rules of one definition on.")
    private Path log;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        if (log != null && files.size() > 1) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "a log is of one process, and " + files.size() + " definitions are given.",
                    "Maybe check them without --log first.");
        }
        List<CompiledDefinition> compiled =
                files.stream().map(Definitions::load).toList();
        for (int i = 0; i < files.size(); i++) {
            say(files.get(i), compiled.get(i));
        }
        checkTogether(compiled);
        if (log != null) {
            try (LogFile file = Logs.open(log, options.toReadOptions())) {
                System.out.print(RuleMatches.of(compiled.get(0), file).text());
            }
        }
        return 0;
    }

    private static void say(Path file, CompiledDefinition compiled) {
        ProcessDefinition d = compiled.definition();
        System.out.printf(
                "%s: process %s, version %d: %d attributes, %d queues, %d SLAs, %d measures, %d expressions. No error.%n",
                file,
                d.process(),
                d.version(),
                d.attributes().size(),
                d.queues().size(),
                d.slas().size(),
                d.measures().size(),
                compiled.expressions().sql().size());
    }

    /** One definition alone is not refused for the processes that it follows: they are said. */
    private static void checkTogether(List<CompiledDefinition> compiled) {
        Processes processes = Processes.of(compiled);
        if (!processes.isSingle()) {
            FollowConditions.check(processes.histories());
            System.out.printf("These %d processes fit together.%n", compiled.size());
            return;
        }
        ProcessDefinition only = compiled.get(0).definition();
        TreeSet<String> followed = new TreeSet<>();
        for (Measure m : only.measures()) {
            if (m instanceof Measure.Followed f) {
                followed.addAll(f.rule().path());
            }
        }
        followed.remove(only.process());
        if (followed.isEmpty()) {
            FollowConditions.check(processes.histories());
        } else {
            System.out.printf(
                    "Its measures follow cases of %s: give those definitions too, and it is checked whether they fit.%n",
                    String.join(", ", followed));
        }
    }
}
