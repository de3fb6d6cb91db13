package io.sojourn.api.store;

import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Lane;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** The highest epoch seen of each group of each lane. What comes with a lower one is of a writer that was replaced. */
final class Epochs {
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] highest = new long[Lane.values().length * Result.GROUPS];

    Epochs() {
        Arrays.fill(highest, NEVER);
    }

    /** Those that the store has. */
    static Epochs load(Connection c) throws SQLException {
        Epochs epochs = new Epochs();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT lane, key_group, epoch FROM kept.epochs")) {
            while (r.next()) {
                epochs.highest[index(Lane.valueOf(r.getString(1)), r.getInt(2))] = r.getLong(3);
            }
        }
        return epochs;
    }

    private static int index(Lane lane, int group) {
        return lane.ordinal() * Result.GROUPS + group;
    }

    static Lane lane(int index) {
        return Lane.values()[index / Result.GROUPS];
    }

    static int group(int index) {
        return index % Result.GROUPS;
    }

    /** What a writer's epoch means for its group. */
    enum Word {
        /** A greater one was seen: the result is void. */
        VOID,
        /** The one that was seen, or no group. */
        SAME,
        /** The greatest so far. */
        NEWER
    }

    Word hear(Result r) {
        if (r.group() == Result.NO_GROUP) {
            return Word.SAME;
        }
        int index = index(r.lane(), r.group());
        if (r.epoch() < highest[index]) {
            return Word.VOID;
        }
        boolean newer = r.epoch() > highest[index];
        highest[index] = r.epoch();
        return newer ? Word.NEWER : Word.SAME;
    }

    /** Where the result's group is among all groups of all lanes. */
    static int index(Result r) {
        return index(r.lane(), r.group());
    }
}
