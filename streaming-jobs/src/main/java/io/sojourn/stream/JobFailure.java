package io.sojourn.stream;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Why a job failed, in the project's own exception. */
public final class JobFailure {
    private JobFailure() {}

    /** The project's own exception among the causes, where there is one; else one that names the root. */
    public static SojournException of(String what, Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SojournException s) {
                return s;
            }
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SojournException(ErrorCode.BROKEN, what + " failed: " + root, null, e);
    }
}
