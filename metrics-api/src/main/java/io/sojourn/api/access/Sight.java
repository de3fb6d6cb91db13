package io.sojourn.api.access;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scope, and what must be known of the processes to hold it.
 *
 * @param scope what is seen
 * @param teamHandoffs processes whose handoffs were always between teams: their parties are no resources
 */
public record Sight(Scope scope, Set<String> teamHandoffs) {
    private static final Set<String> NEEDS_PHI_READER = Set.of("case_id", "resource");

    /** Hides nothing. */
    public static final Sight ALL = new Sight(Scope.all(), Set.of());

    public Sight {
        teamHandoffs = Collections.unmodifiableSet(new TreeSet<>(teamHandoffs));
    }

    /** What a scope means for these processes. */
    public static Sight of(Scope scope, Processes processes) {
        if (scope.isAll()) {
            return ALL;
        }
        Set<String> teams = new TreeSet<>();
        for (DefinitionHistory h : processes.histories()) {
            if (h.versions().stream().allMatch(Sight::hasTeamHandoffs)) {
                teams.add(h.process());
            }
        }
        return new Sight(scope, teams);
    }

    private static boolean hasTeamHandoffs(DefinitionVersion version) {
        HandoffRule rule = version.definition().handoffs();
        return rule == null || rule.between() == HandoffRule.Party.TEAM;
    }

    /** The scope of a principal, with the masks of one that lacks {@link Role#PHI_READER}. */
    public static Scope scopeOf(Principal who) {
        Scope scope = who.scope();
        if (who.has(Role.PHI_READER)) {
            return scope;
        }
        Set<String> masked = new TreeSet<>(scope.masked());
        masked.addAll(NEEDS_PHI_READER);
        return new Scope(scope.processes(), scope.rows(), masked, scope.smallestCell());
    }

    /** The processes that a scope sees; one that sees none is told so, without their names. */
    public static Processes seen(Scope scope, Processes all) {
        if (scope.processes().isEmpty()) {
            return all;
        }
        List<DefinitionVersion> versions = all.versions().stream()
                .filter(v -> scope.processes().contains(v.definition().process()))
                .toList();
        if (versions.isEmpty()) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "no process is here that you may see.",
                    "Maybe ask the administrator which processes your key names.");
        }
        return new Processes(versions);
    }

    /** True where some rows are hidden. */
    public boolean hidesRows() {
        return hidesValues() || !scope.processes().isEmpty();
    }

    /** True where rows of a process that is seen may be hidden. */
    public boolean hidesValues() {
        return !scope.rows().isEmpty();
    }

    /** True where no single case is shown, only counts that are large enough. */
    public boolean hidesSmallCells() {
        return scope.smallestCell() > 1;
    }

    /** Refuses what would show single cases to who may not see small counts. */
    public void refuseSingleCases(String what) {
        if (hidesSmallCells()) {
            throw new SojournException(
                    ErrorCode.REFUSED_QUERY,
                    what + " shows single cases, and you are shown counts of at least " + scope.smallestCell()
                            + " cases.",
                    "Maybe ask for measures, queues, handoffs, variants or the process map.");
        }
    }
}
