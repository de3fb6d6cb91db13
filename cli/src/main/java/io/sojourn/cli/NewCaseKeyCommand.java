package io.sojourn.cli;

import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKeyFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sojourn key new-case-key FILE}. */
@Command(
        name = "new-case-key",
        mixinStandardHelpOptions = true,
        description = "Makes a random key for pseudonyms of case ids, in a file that only you can read.",
        footer = {
            "",
            "Keep a copy in a safe place, apart from the data: without the key nothing more can be added to a folder",
            "that has pseudonyms, and with it who has the data can find the cases whose ids they know.",
            "Then: sojourn live --case-key-file FILE ..."
        })
final class NewCaseKeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to put it: not in a data folder.")
    private Path file;

    @Override
    public Integer call() {
        CaseIds ids = CaseIds.by(CaseKeyFile.make(file));
        new Terminal().say("A new key is in %s; its pseudonyms begin with %s", file, ids.prefix());
        return 0;
    }
}
