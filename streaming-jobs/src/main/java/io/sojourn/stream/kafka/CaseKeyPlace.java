package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import io.sojourn.pseudonym.CaseKeyFile;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where each TaskManager finds the key for case ids: what travels with the job is the path and what tells keys from one another,
 * never the key.
 *
 * @param file the same path on all machines; null: ids stay as they come
 * @param check of the key that the job was submitted with
 */
record CaseKeyPlace(String file, String check) implements Serializable {
    static final CaseKeyPlace NONE = new CaseKeyPlace(null, null);

    /** Of the file on the machine that submits the job. */
    static CaseKeyPlace of(String file) {
        return file == null
                ? NONE
                : new CaseKeyPlace(file, CaseKeyFile.read(Path.of(file)).check());
    }

    /** Reads the key on this machine; one that is another than the job's fails the job, before anything is read with it. */
    CaseIds read() {
        if (file == null) {
            return CaseIds.AS_THEY_COME;
        }
        CaseKey key = CaseKeyFile.read(Path.of(file));
        if (!key.check().equals(check)) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "the key for case ids in " + file
                            + " is another one on this machine than where the job was submitted.",
                    "Maybe copy the same key to all machines.");
        }
        return CaseIds.by(key);
    }
}
