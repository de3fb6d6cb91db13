package io.sojourn.mining.facts;

import io.sojourn.definition.HandoffRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The activity instances of one episode, and its handoffs. */
final class TwinWork {
    /** An execution of an activity. */
    static final class Instance {
        final TwinEpisode.Row first;
        final long ordinal;
        final boolean instant;
        String resource;
        String kind;
        String team;
        Long completedAt;

        Instance(TwinEpisode.Row first, long ordinal, boolean instant) {
            this.first = first;
            this.ordinal = ordinal;
            this.instant = instant;
            this.resource = first.event().resource();
            this.kind = first.event().resourceKind();
            this.team = first.event().team();
            this.completedAt = instant ? first.time() : null;
        }

        String activity() {
            return first.event().activity();
        }

        void complete(TwinEpisode.Row row) {
            completedAt = row.time();
            resource = resource == null ? row.event().resource() : resource;
            kind = kind == null ? row.event().resourceKind() : kind;
            team = team == null ? row.event().team() : team;
        }

        boolean isTouch() {
            return kind == null ? resource != null : kind.equals("person");
        }
    }

    /** Work passed on. */
    record Handoff(Instance from, Instance to, String fromParty, String toParty) {}

    final List<Instance> instances = new ArrayList<>();
    final List<Handoff> handoffs = new ArrayList<>();
    long partyless;
    long rework;

    TwinWork(TwinEpisode episode, HandoffRule rule) {
        for (TwinEpisode.Row row : episode.rows()) {
            if (row.event().lifecycle().equals("start")) {
                instances.add(new Instance(row, instances.size() + 1L, false));
            } else if (row.event().lifecycle().equals("complete")) {
                complete(row);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Instance i : instances) {
            rework += seen.add(i.activity()) ? 0 : 1;
        }
        if (rule != null) {
            findHandoffs(rule);
        }
    }

    private void complete(TwinEpisode.Row row) {
        for (Instance i : instances) {
            if (i.completedAt == null
                    && i.activity().equals(row.event().activity())
                    && Objects.equals(i.first.event().instance(), row.event().instance())) {
                i.complete(row);
                return;
            }
        }
        instances.add(new Instance(row, instances.size() + 1L, true));
    }

    private void findHandoffs(HandoffRule rule) {
        List<Instance> sorted = new ArrayList<>(instances);
        sorted.sort(Comparator.<Instance>comparingLong(i -> i.first.time())
                .thenComparing(i -> i.completedAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(i -> i.first.event().source())
                .thenComparingLong(i -> i.first.event().sequence()));
        for (int i = 1; i < sorted.size(); i++) {
            Instance from = sorted.get(i - 1);
            Instance to = sorted.get(i);
            String a = rule.between() == HandoffRule.Party.TEAM ? from.team : from.resource;
            String b = rule.between() == HandoffRule.Party.TEAM ? to.team : to.resource;
            if (a == null || b == null) {
                partyless++;
            } else if (!a.equals(b) && from.completedAt != null) {
                handoffs.add(new Handoff(from, to, a, b));
            }
        }
    }
}
