package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKeyFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What becomes of the ids of cases, as the command line or the environment says it. */
final class CaseKeyOption {
    @Option(
            names = "--case-key-file",
            paramLabel = "FILE",
            description = "Put pseudonyms in place of case ids before anything is written, by the key in this file."
                    + " From the first event of a data folder on. Default: the file that "
                    + CaseKeyFile.VARIABLE + " names, if any.")
    private Path file;

    /** Reads the key for a data folder, if one is named. */
    CaseIds ids(Path data) {
        Path named = CaseKeyFile.named(file, System.getenv());
        return named == null ? CaseIds.AS_THEY_COME : CaseIds.by(CaseKeyFile.read(named, data));
    }

    /** For a server that takes no events: it needs no key, and where it has the store's own it can tell pseudonyms. */
    CaseIds idsToShow(Store store, Path data) {
        CaseIds ids = ids(data);
        if (!ids.areReplaced() || !store.hasPseudonyms()) {
            return CaseIds.AS_THEY_COME;
        }
        store.checkCaseIds(ids, true);
        return ids;
    }

    /** Refuses what is not the store's own key; where it has no event yet, this becomes it. */
    static void claim(Store store, CaseIds ids) {
        store.claimCaseIds(ids, store.meta(LogRun.SOURCE).isPresent());
    }
}
