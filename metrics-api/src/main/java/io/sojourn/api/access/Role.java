package io.sojourn.api.access;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a principal may do. A principal has a set of roles; none includes another. */
public enum Role {
    /** Reads figures: queues, measures, deadlines, maps. */
    VIEWER,
    /** Asks in SQL, mines, exports. */
    ANALYST,
    /** Posts events, puts definitions, replays what was rejected, verifies. */
    OPERATOR,
    /** Manages keys and reads the audit log. */
    ADMIN,
    /** Sees case ids and resources as they are; without it both are masked, whatever the other roles say. */
    PHI_READER;

    /** As written in files and tokens: {@code phi-reader}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of a word. */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new SojournException(
                ErrorCode.BAD_REQUEST,
                "\"" + word + "\" is not a role.",
                "Maybe one of " + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", ")) + ".");
    }
}
