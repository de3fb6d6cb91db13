package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogLoader;
import java.nio.file.Path;

/** Rows of a log that can't be used. */
final class LeftOut {
    private LeftOut() {}

    /** Says how many they are; where there is no other row, that is a failure. */
    static void tell(Path log, LogLoader.Loaded loaded, Terminal terminal) {
        check(log, loaded);
        if (loaded.rejected() > 0) {
            terminal.say("%,d rows can't be used; `sojourn mine` says why.", loaded.rejected());
        }
    }

    /** Fails where there are rows, and none of them can be used. */
    static void check(Path log, LogLoader.Loaded loaded) {
        if (loaded.rejected() > 0 && loaded.log().events() == 0) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    log + ": none of its " + loaded.rejected() + " rows can be used. The first: "
                            + loaded.rejections().get(0).message(),
                    "Maybe say which columns it has and how its times are written: --case, --activity, --time, --time-format.");
        }
    }
}
