package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Results go to standard output; progress and trouble to standard error. */
@Command(
        name = "sojourn",
        mixinStandardHelpOptions = true,
        version = "sojourn 0.1.0",
        description = "Where does our work wait, why, and what would fix it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            MineCommand.class,
            DraftCommand.class,
            CheckCommand.class,
            GenerateCommand.class,
            SqlCommand.class,
            ServeCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 a comparison found differences; 2 wrong use; 3 unreadable data;",
            "            4 busy, try again; 70 a defect of the program.",
            "Begin with:  sojourn demo     or, with a log of your own:  sojourn run LOG --serve"
        })
public final class Sojourn implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        TemporaryFolder.prepare();
        int code = execute(args);
        Stopping.closed();
        System.exit(code);
    }

    /** Runs a command; returns its exit code. */
    public static int execute(String... args) {
        return new CommandLine(new Sojourn())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(Sojourn::explain)
                .execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        SojournException known = known(e);
        if (known == null) {
            err.println("sojourn: a defect of the program: " + e);
            err.println("Maybe set SOJOURN_LOG=DEBUG and report what it says.");
            if ("DEBUG".equals(System.getenv("SOJOURN_LOG"))) {
                e.printStackTrace(err);
            }
            return ErrorCode.BROKEN.exitCode();
        }
        err.println("sojourn: " + known.getMessage());
        if (known.hint() != null) {
            err.println(known.hint());
        }
        return known.code().exitCode();
    }

    private static SojournException known(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SojournException s) {
                return s;
            }
        }
        return null;
    }
}
