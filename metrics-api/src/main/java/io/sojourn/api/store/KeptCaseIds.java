package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.pseudonym.CaseIds;
import java.nio.file.Path;
import java.util.List;

/**
 * What a store remembers of the pseudonyms of its case ids: a value that tells keys apart, and what the pseudonyms begin with. It is
 * the last wall too: once there are pseudonyms, a row with another case id is not taken, whichever way it came.
 */
final class KeptCaseIds {
    private static final String META = "case_ids";
    /** Where the case is in the row, key or message about a case: behind process and version. */
    private static final int CASE = 2;

    private static final int REJECTED_CASE = 6;

    private final StoreFile file;
    private volatile String check;
    private volatile String prefix;

    KeptCaseIds(StoreFile file) {
        this.file = file;
        file.meta(META).ifPresent(this::know);
    }

    private void know(String kept) {
        int blank = kept.indexOf(' ');
        check = kept.substring(0, blank);
        prefix = kept.substring(blank + 1);
    }

    /** True when this store has pseudonyms. */
    boolean areReplaced() {
        return prefix != null;
    }

    /** Refuses a key that is not the store's, or none where there is one; writes nothing. */
    void check(CaseIds ids, boolean holdsEvents) {
        if (check == null && ids.areReplaced() && holdsEvents) {
            throw other(
                    "has case ids as they came; a key makes pseudonyms from the first event on, or not at all.",
                    "Maybe begin again with another --data, or leave --case-key-file and SOJOURN_CASE_KEY_FILE away.");
        }
        if (check != null && !ids.areReplaced()) {
            throw other(
                    "has pseudonyms for case ids, and no key is given to make more of them.",
                    "Maybe name the file of its key: --case-key-file, or SOJOURN_CASE_KEY_FILE.");
        }
        if (check != null && !check.equals(ids.check())) {
            throw other(
                    "has pseudonyms of another key (they begin with " + prefix + ", this key's with " + ids.prefix()
                            + ").",
                    "Maybe name the file of its own key. A new key needs a new folder.");
        }
    }

    /** The same, and from now on they are this store's. */
    void claim(CaseIds ids, boolean holdsEvents) {
        check(ids, holdsEvents);
        if (check == null && ids.areReplaced()) {
            String kept = ids.check() + " " + ids.prefix();
            file.putMeta(META, kept);
            know(kept);
        }
    }

    private SojournException other(String why, String hint) {
        Path folder = file.path().getParent();
        return new SojournException(ErrorCode.OTHER_DATA, folder + " " + why, hint);
    }

    /** Refuses rows whose case ids are no pseudonyms, where the store has those. */
    void check(List<Result> results) {
        String begin = prefix;
        if (begin == null) {
            return;
        }
        for (Result r : results) {
            if (caseOf(r) instanceof String id && !id.startsWith(begin) && !id.equals(FactTable.NONE)) {
                throw other(
                        "takes no " + r.kind() + " of " + r.table()
                                + " whose case id is no pseudonym of its key (they begin with " + begin + ").",
                        "Maybe the job has another key, or none: --case-key-file.");
            }
        }
    }

    private static Object caseOf(Result r) {
        return switch (r.kind()) {
            case REPLACE_CASE, EVICT_CASE -> r.values()[CASE];
            case AS_OF, REPLACE_GROUP -> null;
            case UPSERT, INSERT, DELETE ->
                r.table() == FactTable.REJECTED_EVENTS
                        ? r.values().length > REJECTED_CASE ? r.values()[REJECTED_CASE] : null
                        : r.table().owner() == FactTable.Owner.CASE ? r.values()[CASE] : null;
        };
    }
}
