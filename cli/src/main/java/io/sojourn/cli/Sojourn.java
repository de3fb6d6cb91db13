package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Results go to standard output; progress and trouble to standard error. */
@Command(
        name = "sojourn",
        mixinStandardHelpOptions = true,
        version = Sojourn.VERSION,
        description = "Where does our work wait, why, and what would fix it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done; 1 a comparison found differences; 2 wrong use; 3 unreadable data;",
            "            4 busy, try again; 70 a defect of the program.",
            "Begin with:  sojourn demo     or, with a log of your own:  sojourn run LOG --serve"
        })
public final class Sojourn implements Callable<Integer> {
    /** Name and version of the program. */
    static final String VERSION = "sojourn 0.1.0";

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        TemporaryFolder.prepare();
        int code = ErrorCode.BROKEN.exitCode();
        try {
            code = execute(args);
        } finally {
            Stopping.closed();
        }
        System.exit(code);
    }

    /** Runs a command; returns its exit code. */
    public static int execute(String... args) {
        return Commands.under(new CommandLine(new Sojourn()), args)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(Sojourn::explain)
                .setParameterExceptionHandler(Sojourn::correct)
                .execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    /** Wrong use: what is wrong and where the help is, not the whole help. */
    private static int correct(CommandLine.ParameterException e, String... args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = printable(String.valueOf(e.getMessage()));
        err.println("sojourn: " + message + (message.endsWith(".") ? "" : "."));
        List<String> similar = e instanceof CommandLine.UnmatchedArgumentException u ? u.getSuggestions() : List.of();
        err.println(
                similar.isEmpty()
                        ? "Maybe see " + command.getCommandSpec().qualifiedName() + " --help."
                        : "Maybe you meant " + String.join(" or ", similar) + ".");
        return ErrorCode.BAD_REQUEST.exitCode();
    }

    /** Without the signs that would command a terminal: they may come from a file that is no text. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        SojournException known = known(e);
        if (known == null) {
            err.println("sojourn: a defect of the program: " + printable(String.valueOf(e)));
            err.println("Maybe set SOJOURN_LOG=DEBUG and report what it says.");
            if ("DEBUG".equals(System.getenv("SOJOURN_LOG"))) {
                e.printStackTrace(err);
            }
            return ErrorCode.BROKEN.exitCode();
        }
        err.println("sojourn: " + printable(known.getMessage()));
        if (known.hint() != null) {
            err.println(printable(known.hint()));
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
