package io.sojourn.api.follow;

import io.sojourn.event.Event;
import io.sojourn.event.RelatedCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What follows what, from the events alone: every case is held against every other one. */
final class FollowTwin {
    /** One run of a case. */
    record Episode(
            String process,
            String caseId,
            int version,
            long startedAt,
            Long closedAt,
            long events,
            Set<String> seen,
            String kind) {
        boolean saw(String activity) {
            return seen.contains(activity);
        }
    }

    /** A measure as the twin knows it. */
    record Question(
            String name,
            List<String> path,
            Predicate<Episode> of,
            Predicate<Episode> when,
            long within,
            boolean inverted,
            boolean byKind,
            long retain) {}

    private final long asOf;
    private final long silence;
    private final List<Episode> episodes = new ArrayList<>();
    /** The cases that a case names, both as {@code process/case}. */
    private final Map<String, Set<String>> named = new HashMap<>();

    /**
     * @param versionFrom by process, the instant from which its second version is valid
     * @param closing the activity that closes a case
     */
    FollowTwin(List<Event> events, Map<String, Long> versionFrom, String closing, long silence, long asOf) {
        this.asOf = asOf;
        this.silence = silence;
        Map<String, List<Event>> cases = new TreeMap<>();
        events.forEach(e -> cases.computeIfAbsent(e.process() + "/" + e.caseId(), k -> new ArrayList<>())
                .add(e));
        cases.values().forEach(list -> {
            list.sort(Comparator.comparingLong(Event::timeMicros).thenComparingLong(Event::sequence));
            Event first = list.get(0);
            Long from = versionFrom.get(first.process());
            fold(list, from != null && first.timeMicros() >= from ? 2 : 1, closing);
        });
    }

    private void fold(List<Event> events, int version, String closing) {
        String kind = "(none)";
        List<Event> open = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event e = events.get(i);
            open.add(e);
            kind = e.attributes()[0] == null ? kind : (String) e.attributes()[0];
            for (RelatedCase r : RelatedCase.of(e.related())) {
                named.computeIfAbsent(e.process() + "/" + e.caseId(), k -> new HashSet<>())
                        .add(r.relation() + "/" + r.caseId());
            }
            long next = i + 1 < events.size() ? events.get(i + 1).timeMicros() : asOf;
            Long closedAt = e.activity().equals(closing)
                    ? (Long) e.timeMicros()
                    : next - e.timeMicros() >= silence ? (Long) (e.timeMicros() + silence) : null;
            if (closedAt != null || i + 1 == events.size()) {
                Set<String> seen = new HashSet<>();
                open.forEach(o -> seen.add(o.activity()));
                long start = open.get(0).timeMicros();
                episodes.add(new Episode(e.process(), e.caseId(), version, start, closedAt, open.size(), seen, kind));
                open.clear();
            }
        }
    }

    /** Rows of the product's query as texts: measure, until, numerator, counted, kind. */
    List<String> rows(String process, int version, List<Question> questions) {
        List<String> rows = new ArrayList<>();
        for (Question q : questions) {
            for (Episode e : episodes) {
                if (e.process.equals(process)
                        && e.version == version
                        && e.closedAt != null
                        && asOf - e.startedAt <= q.retain
                        && q.of.test(e)) {
                    rows.add(row(q, e));
                }
            }
        }
        return rows;
    }

    private String row(Question q, Episode first) {
        long until = first.closedAt + q.within;
        Set<Episode> reached = Set.of(first);
        for (String process : q.path) {
            Set<Episode> next = new HashSet<>();
            for (Episode from : reached) {
                for (Episode to : episodes) {
                    if (to.process.equals(process)
                            && to.startedAt >= from.startedAt
                            && to.startedAt <= until
                            && areRelated(from, to)) {
                        next.add(to);
                    }
                }
            }
            reached = next;
        }
        boolean followed = reached.stream().anyMatch(q.when);
        boolean undecided = !followed && reached.stream().anyMatch(e -> e.closedAt == null);
        return q.name + " " + until + " " + (followed != q.inverted ? 1 : 0) + " " + (asOf > until && !undecided) + " "
                + (q.byKind ? first.kind : "(all)");
    }

    private boolean areRelated(Episode a, Episode b) {
        String one = a.process + "/" + a.caseId;
        String other = b.process + "/" + b.caseId;
        return !Objects.equals(one, other)
                && (named.getOrDefault(one, Set.of()).contains(other)
                        || named.getOrDefault(other, Set.of()).contains(one));
    }
}
