package io.sojourn.cli;

import io.sojourn.api.audit.AuditCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn audit verify FILE}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether the chain of an audit log holds, and where it breaks.",
            "Exit code 0: it holds. 1: a line was changed, added or removed, or the expected hash is not there."
        },
        footer = {
            "",
            "Lines cut off at the end, and a log that somebody wrote anew as a whole, are seen only by a hash that",
            "was kept elsewhere: print it now and then, keep it, and ask for it with --expect."
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The log, such as data/live/audit.jsonl.")
    private Path file;

    @Option(names = "--expect", paramLabel = "HASH", description = "A hash that this command printed before.")
    private String expected;

    @Override
    public Integer call() {
        AuditCheck.Report report = AuditCheck.of(file, expected);
        System.out.printf("%d lines hold; the last one has the hash %s%n", report.lines(), report.head());
        if (report.torn() > 0) {
            System.out.printf("a last line of %d bytes is not finished, as a kill leaves it%n", report.torn());
        }
        if (!report.holds()) {
            System.out.printf("broken: %s%n", report.broken());
        }
        boolean missing = expected != null && !report.expected();
        if (missing) {
            System.out.printf("no line has the hash %s: lines were cut off, or the log was written anew%n", expected);
        }
        return report.holds() && !missing ? 0 : 1;
    }
}
