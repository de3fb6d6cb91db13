package io.sojourn.api.access;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scope, and what must be known of the processes to hold it.
 *
 * @param scope what is seen
 * @param teamHandoffs processes whose handoffs were always between teams: their parties are no resources
 * @param hiddenColumns {@code table.column} of those that only processes have which are not seen: as if they were not there
 */
public record Sight(Scope scope, Set<String> teamHandoffs, Set<String> hiddenColumns) {
    private static final Set<String> NEEDS_PHI_READER = Set.of("case_id", "resource");

    /** Hides nothing. */
    public static final Sight ALL = new Sight(Scope.all(), Set.of());

    public Sight {
        teamHandoffs = Collections.unmodifiableSet(new TreeSet<>(teamHandoffs));
        hiddenColumns = Collections.unmodifiableSet(new TreeSet<>(hiddenColumns));
    }

    /** Of who names no columns that somebody else made up, as documents don't. */
    public Sight(Scope scope, Set<String> teamHandoffs) {
        this(scope, teamHandoffs, Set.of());
    }

    /** What a scope means where columns are named freely, as in SQL. Price: the columns of all definitions are looked through. */
    public static Sight ofNames(Scope scope, Processes processes) {
        Sight sight = of(scope, processes);
        return scope.processes().isEmpty()
                ? sight
                : new Sight(scope, sight.teamHandoffs, hidden(scope.processes(), processes.definitions()));
    }

    private static Set<String> hidden(Set<String> seen, List<ProcessDefinition> definitions) {
        Set<String> hidden = new TreeSet<>();
        Set<String> shown = new TreeSet<>();
        for (FactTable table : FactTable.values()) {
            for (ProcessDefinition d : definitions) {
                Set<String> names = seen.contains(d.process()) ? shown : hidden;
                for (Column c : TableSchema.of(table, d).columns()) {
                    names.add(table.tableName() + "." + c.name());
                }
            }
            TableSchema.ownColumns(table).forEach(c -> shown.add(table.tableName() + "." + c.name()));
        }
        hidden.removeAll(shown);
        return hidden;
    }

    /** True where a column is as if it were not there. */
    public boolean hides(String table, String column) {
        return hiddenColumns.contains(table + "." + column);
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
