package io.sojourn.definition;

import java.io.Serializable;
import java.util.List;

/**
 * What it means that a case is followed: a case of the last process of the path is related to it, directly or by way of
 * one case of each process between, and each of them began no earlier than the one before it.
 *
 * @param path processes from the one that follows next to the last; never empty, none twice
 * @param when condition on the last case, over the case columns of its process; compiled by {@link FollowConditions}, so
 *     its index says nothing
 * @param withinMicros how long after the close of the first case the last one may begin, that instant included
 */
public record FollowRule(List<String> path, Expression when, long withinMicros) implements Serializable {
    public FollowRule {
        path = List.copyOf(path);
    }

    /** The process whose cases fulfil {@link #when}. */
    public String last() {
        return path.get(path.size() - 1);
    }
}
