package io.sojourn.stream.cases;

import io.sojourn.definition.HandoffRule;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Handoffs of an episode: each pair of neighbouring instances, judged again when one of the two changes place. New
 * instances come at the end or near it, so that is where their place is looked for.
 */
final class HandoffFold {
    /** What was found of an instance and the one before it. */
    enum Verdict {
        NONE,
        PARTYLESS,
        HANDOFF
    }

    private final Episode episode;
    private final boolean byTeam;
    private final List<Instance> order = new ArrayList<>(4);
    long count;
    long partyless;

    HandoffFold(Episode episode) {
        this.episode = episode;
        this.byTeam = episode.plan.definition.handoffs().between() == HandoffRule.Party.TEAM;
    }

    void add(Instance i) {
        int at = order.size();
        while (at > 0 && Instance.ORDER.compare(order.get(at - 1), i) > 0) {
            at--;
        }
        order.add(at, i);
        judge(at);
        judge(at + 1);
        settle(at);
    }

    /** Takes an instance out before its place in the order changes. */
    void remove(Instance i) {
        int at = order.lastIndexOf(i);
        order.remove(at);
        judge(at);
        note(i, Verdict.NONE, null);
    }

    /** What no later event of the episode can change any more needs no cell. */
    private void settle(int at) {
        if (at < 2) {
            return;
        }
        Instance before = order.get(at - 1);
        boolean bothDone = before.completedAt != null && order.get(at - 2).completedAt != null;
        if (bothDone && before.startedAt < order.get(at).startedAt) {
            before.handoff = null;
        }
    }

    private void judge(int at) {
        if (at >= order.size()) {
            return;
        }
        Instance to = order.get(at);
        Instance from = at == 0 ? null : order.get(at - 1);
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
        Verdict before = to.verdict;
        to.verdict = verdict;
        count += (verdict == Verdict.HANDOFF ? 1 : 0) - (before == Verdict.HANDOFF ? 1 : 0);
        partyless += (verdict == Verdict.PARTYLESS ? 1 : 0) - (before == Verdict.PARTYLESS ? 1 : 0);
        if (verdict != Verdict.HANDOFF) {
            if (before == Verdict.HANDOFF) {
                episode.cells.remove(to.handoff);
            }
            return;
        }
        if (to.handoff == null) {
            to.handoff = episode.cell(FactTable.HANDOFFS, null, to.ordinal);
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
        episode.cells.put(to.handoff, row, List.of());
    }
}
