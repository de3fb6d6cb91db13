package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sojourn key case-id}. */
@Command(
        name = "case-id",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the pseudonyms of case ids: reads ids from standard input, a line each, and writes as many lines.",
            "There is no way back from a pseudonym to an id."
        },
        footer = {
            "",
            "Ids are not taken from the command line, which other users of the machine can see.",
            "Example: echo PA-000123 | sojourn key case-id --case-key-file /etc/sojourn/case.key"
        })
final class CaseIdCommand implements Callable<Integer> {
    @Option(
            names = "--case-key-file",
            paramLabel = "FILE",
            description = "The key. Default: the file that " + CaseKeyFile.VARIABLE + " names.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Path named = CaseKeyFile.named(file, System.getenv());
        if (named == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "no key for case ids is named.",
                    "Maybe name its file: --case-key-file, or " + CaseKeyFile.VARIABLE + ".");
        }
        CaseIds ids = CaseIds.by(CaseKeyFile.read(named));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() > Limits.TEXT_LENGTH) {
                throw new SojournException(
                        ErrorCode.OVER_LIMIT, "a line has more than " + Limits.TEXT_LENGTH + " characters.");
            }
            System.out.println(line.isEmpty() ? "" : ids.caseId(line));
        }
        return 0;
    }
}
