package io.sojourn.stream.cases;

import io.sojourn.definition.HandoffRule;
import io.sojourn.fact.FactTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Handoffs of an episode: each pair of neighbouring instances, judged again when one of the two changes place. Costs
 * O(log n) an event.
 */
final class HandoffFold {
    private enum Verdict {
        NONE,
        PARTYLESS,
        HANDOFF
    }

    private final Episode episode;
    private final boolean byTeam;
    private final TreeSet<Instance> order = new TreeSet<>(Instance.ORDER);
    private final Map<Long, Verdict> verdicts = new HashMap<>();
    long count;
    long partyless;

    HandoffFold(Episode episode) {
        this.episode = episode;
        this.byTeam = episode.plan.definition.handoffs().between() == HandoffRule.Party.TEAM;
    }

    void add(Instance i) {
        order.add(i);
        judge(i);
        judge(order.higher(i));
    }

    /** Takes an instance out before its place in the order changes. */
    void remove(Instance i) {
        Instance next = order.higher(i);
        order.remove(i);
        judge(next);
        note(i, Verdict.NONE, null);
    }

    private void judge(Instance to) {
        if (to == null) {
            return;
        }
        Instance from = order.lower(to);
        if (from == null) {
            note(to, Verdict.NONE, null);
        } else if (party(from) == null || party(to) == null) {
            note(to, Verdict.PARTYLESS, null);
        } else if (party(from).equals(party(to)) || from.completedAt == null) {
            note(to, Verdict.NONE, null);
        } else {
            note(to, Verdict.HANDOFF, from);
        }
    }

    private String party(Instance i) {
        return byTeam ? i.team : i.resource;
    }

    private void note(Instance to, Verdict verdict, Instance from) {
        Verdict before = verdicts.put(to.ordinal, verdict);
        count += (verdict == Verdict.HANDOFF ? 1 : 0) - (before == Verdict.HANDOFF ? 1 : 0);
        partyless += (verdict == Verdict.PARTYLESS ? 1 : 0) - (before == Verdict.PARTYLESS ? 1 : 0);
        CellKey key = episode.key(FactTable.HANDOFFS, null, to.ordinal);
        if (verdict != Verdict.HANDOFF) {
            if (before == Verdict.HANDOFF) {
                episode.cells.remove(key);
            }
            return;
        }
        Object[] row = episode.row(
                to.dimensions,
                to.ordinal,
                from.ordinal,
                from.activity,
                to.activity,
                party(from),
                party(to),
                from.completedAt,
                to.startedAt,
                to.startedAt - from.completedAt);
        episode.cells.put(key, row, List.of());
    }
}
