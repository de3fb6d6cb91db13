package io.sojourn.api.follow;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.FollowConditions;
import io.sojourn.definition.FollowRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The measures of processes that follow relations, as SQL over the facts. Never stored: they are a function of the facts
 * and as_of, so what holds for the facts (stream = batch) holds for them. Safe for many threads.
 */
public final class FollowedMeasures {
    /** Conditions that were compiled; there are as many as definitions that were put. */
    private final Map<Condition, String> conditions = new ConcurrentHashMap<>();

    private record Condition(FollowRule rule, DefinitionHistory last) {}

    /**
     * A query with a row for each case that counts or is censored, of all versions of a process: {@code process, version, measure, until_us,
     * numerator} (0 or 1), {@code counted} (false: censored), and the dimensions, those that a measure is not split by as
     * {@code (all)}. Empty where the process has no such measure, or those that it follows are not here yet.
     *
     * <p>Cases that began so long ago that one which followed them may have been let go ({@code retain}) have no row.
     *
     * @param asOf the store's as_of, in microseconds
     * @param from cases whose time ran out before this instant are left out; the least one: none
     */
    public Optional<String> query(Processes processes, String process, long asOf, long from) {
        List<String> parts = new ArrayList<>();
        for (DefinitionVersion v : processes.get(process).versions()) {
            for (Measure m : v.definition().measures()) {
                if (m instanceof Measure.Followed followed && isWhole(processes, followed.rule())) {
                    DefinitionHistory last = processes.get(followed.rule().last());
                    FollowedQuery query = new FollowedQuery(v.compiled(), followed, last, condition(followed, last));
                    parts.add("SELECT * EXCLUDE (followed, undecided), " + Sql.text(process) + " AS process, "
                            + v.number() + "::BIGINT AS version, CASE WHEN followed "
                            + (followed.inverted() ? "THEN 0 ELSE 1" : "THEN 1 ELSE 0")
                            + " END AS numerator, until_us < "
                            + asOf + "::BIGINT AND NOT undecided AS counted FROM ("
                            + query.sql(from, whole(processes, process, followed.rule(), asOf)) + ")");
                }
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\nUNION ALL BY NAME\n", parts));
    }

    /** A definition that was learned from a topic may come before those of the processes that it follows. */
    private static boolean isWhole(Processes processes, FollowRule rule) {
        return rule.path().stream().allMatch(p -> processes.find(p).isPresent());
    }

    /**
     * The instant from which on all cases, and all that can have followed them, are still stored. A case that follows has an
     * event at its own begin or later, so it is retained at least as long as one that began with the followed one.
     */
    private static long whole(Processes processes, String process, FollowRule rule, long asOf) {
        long shortest = Long.MAX_VALUE;
        for (String p : Stream.concat(Stream.of(process), rule.path().stream()).toList()) {
            Long longest = processes.get(p).retainMicros();
            shortest = longest == null ? shortest : Math.min(shortest, longest);
        }
        return shortest == Long.MAX_VALUE ? Long.MIN_VALUE + 1 : asOf - shortest;
    }

    private String condition(Measure.Followed m, DefinitionHistory last) {
        return conditions.computeIfAbsent(new Condition(m.rule(), last), c -> FollowConditions.sql(c.rule(), c.last()));
    }
}
