package io.sojourn.mining.results;

import io.sojourn.fact.Result;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The names of the topics of results, and where each result goes.
 *
 * @param facts all about cases
 * @param aggregates panes and ages
 * @param rejected what was set aside
 * @param definitions beside the results: the versions of definitions by which they are made
 */
public record ResultTopics(String facts, String aggregates, String rejected, String definitions)
        implements Serializable {
    /** {@code sojourn-facts}, {@code sojourn-aggregates}, {@code sojourn-rejected}, {@code sojourn-definitions}. */
    public static ResultTopics defaults() {
        return withPrefix("sojourn");
    }

    /** Names that begin alike: for several deployments on one broker. */
    public static ResultTopics withPrefix(String prefix) {
        return new ResultTopics(
                prefix + "-facts", prefix + "-aggregates", prefix + "-rejected", prefix + "-definitions");
    }

    /** Those of results. */
    public List<String> all() {
        return List.of(facts, aggregates, rejected);
    }

    public String of(Result.Lane lane) {
        return switch (lane) {
            case CASES -> facts;
            case PANES, AGES -> aggregates;
            case SOURCE -> rejected;
        };
    }

    /**
     * The partition of a result that is no {@link Result.Kind#AS_OF}: one for all of a lane and group, so that they keep
     * their order. Without a group, one for all of a case or key. Depends on the number of partitions, which therefore
     * never changes.
     */
    public static int partition(Result r, int partitions) {
        int place = r.group() != Result.NO_GROUP
                ? r.group() * 3 + r.lane().ordinal()
                : Arrays.hashCode(Arrays.copyOf(r.values(), Math.min(3, r.values().length)));
        return Math.floorMod(place, partitions);
    }
}
