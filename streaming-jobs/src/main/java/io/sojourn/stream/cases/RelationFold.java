package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.event.RelatedCase;
import io.sojourn.fact.FactTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The cases that an episode's events name, each once. */
final class RelationFold {
    private final Episode episode;
    /** Null until an event names one: most episodes name few, many none. */
    private Set<RelatedCase> named;

    RelationFold(Episode episode) {
        this.episode = episode;
    }

    void apply(Step step) {
        Event e = step.event();
        if (e.related() == null) {
            return;
        }
        for (RelatedCase related : RelatedCase.of(e.related())) {
            named = named == null ? new HashSet<>(2) : named;
            if (named.add(related)) {
                put(related, named.size(), e.timeMicros());
            }
        }
    }

    private void put(RelatedCase related, long ordinal, long since) {
        String process = episode.plan.definition.relatedProcess(related.relation());
        Object[] row = episode.plainRow(ordinal, related.relation(), process, related.caseId(), since);
        episode.putOnce(FactTable.CASE_RELATIONS, null, ordinal, row, List.of());
    }
}
