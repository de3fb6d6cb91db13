package io.sojourn.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is true of simulated journeys, from the simulator's own books; never read back from events. */
public final class JourneyTruth {
    private final JourneyBooks books;

    JourneyTruth(JourneyBooks books) {
        this.books = books;
    }

    /**
     * A measure that follows a relation.
     *
     * @param numerator cases that are followed (or, of a leakage, that are not)
     * @param denominator cases whose time has run out
     * @param censored cases of which it is not known yet
     */
    public record Share(long numerator, long denominator, long censored) {}

    private record Question(
            int process,
            Predicate<JourneyCase> of,
            int last,
            Predicate<JourneyCase> when,
            int days,
            boolean inverted) {}

    private static final Map<String, Question> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("referral conversion", new Question(0, c -> c.good, 1, c -> c.good, 30, false));
        QUESTIONS.put("referral leakage", new Question(0, c -> c.good, 1, c -> c.good, 30, true));
        QUESTIONS.put("referral billed", new Question(0, c -> c.good, 2, c -> true, 60, false));
        QUESTIONS.put("referral disputed", new Question(0, c -> true, 3, c -> true, 90, false));
        QUESTIONS.put("authorization claimed", new Question(1, c -> c.approved, 2, c -> c.good, 30, false));
    }

    /** Time of the last event. */
    public long asOfMicros() {
        return books.lastTime;
    }

    public long events() {
        return books.events;
    }

    /** How many cases of a process began. */
    public long cases(String process) {
        return books.cases.get(Journeys.PROCESSES.indexOf(process)).size();
    }

    /** All measures of the definitions that follow relations, by process and name with a blank between. */
    public Map<String, Share> shares() {
        return shares(books.lastTime, "");
    }

    /**
     * The same as of another instant, when nothing more has happened until then.
     *
     * @param serviceLine of these cases only; of all for the empty text
     */
    public Map<String, Share> shares(long asOf, String serviceLine) {
        Map<String, Share> shares = new LinkedHashMap<>();
        QUESTIONS.forEach((name, q) -> shares.put(name, share(q, asOf, serviceLine)));
        return shares;
    }

    private Share share(Question q, long asOf, String serviceLine) {
        long hits = 0;
        long counted = 0;
        long censored = 0;
        for (JourneyCase c : books.cases.get(q.process)) {
            if (!c.isClosed() || !q.of.test(c) || !(serviceLine.isEmpty() || serviceLine.equals(c.serviceLine))) {
                continue;
            }
            long until = c.closedAt + q.days * Units.DAY;
            List<JourneyCase> began = c.children.stream()
                    .flatMap(child -> line(child, q.last))
                    .filter(f -> f.startedAt <= until)
                    .toList();
            boolean followed = began.stream().anyMatch(q.when);
            boolean undecided = !followed && began.stream().anyMatch(f -> !f.isClosed());
            if (asOf <= until || undecided) {
                censored++;
            } else {
                counted++;
                hits += followed != q.inverted ? 1 : 0;
            }
        }
        return new Share(hits, counted, censored);
    }

    /** Those of a process that come from a case; the children of one begin after it. */
    private static Stream<JourneyCase> line(JourneyCase c, int process) {
        return c.process == process ? Stream.of(c) : c.children.stream().flatMap(child -> line(child, process));
    }
}
