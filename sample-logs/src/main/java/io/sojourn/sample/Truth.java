package io.sojourn.sample;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The simulator's own account of its world: kept by the queues, hands and deadlines as things happen, never derived from
 * events. Totals, and what is open now; each complete fact goes to the listener. Memory grows with open requests only.
 */
public final class Truth {
    /** The definition's queues, in its order. */
    public static final List<String> QUEUES = List.of(
            "intake",
            "documentation",
            "specialist_work",
            "info_response",
            "payer_decision",
            "patient_info",
            "peer_to_peer",
            "appeal_preparation",
            "appeal_decision");

    /** A stay in a queue; {@code leftAt} and {@code endedBy} (left, closed) are null while it is open. */
    public record Stay(
            String caseId,
            int episode,
            String queue,
            int ordinal,
            String instance,
            long enteredAt,
            Long leftAt,
            String endedBy) {}

    /** Work that passed from one team to another; the delay is negative where the two overlapped. */
    public record Handoff(String caseId, int episode, String from, String to, long releasedAt, long pickedUpAt) {
        public long delayMicros() {
            return pickedUpAt - releasedAt;
        }
    }

    /** A payer's decision; {@code ordinal} counts from 1 in the episode. */
    public record Decision(
            String caseId,
            int episode,
            int ordinal,
            String payer,
            String payerClass,
            String serviceLine,
            String urgency,
            String outcome,
            String exception,
            String reason,
            long submittedAt,
            long decidedAt) {}

    /** Numerator and denominator. */
    public record Rate(long numerator, long denominator) {
        Rate plus(boolean hit) {
            return new Rate(numerator + (hit ? 1 : 0), denominator + 1);
        }
    }

    /** Totals of a queue. */
    public record QueueTotals(long entered, long left, long closed, long waitedMicros, int open) {}

    /** Totals of the handoffs between two teams. */
    public record HandoffTotals(long count, long delayMicros, long negative) {}

    private final Ledger ledger;

    Truth(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Time of the last event, in microseconds. */
    public long asOfMicros() {
        return ledger.recorder.lastTime();
    }

    /** Events written. */
    public long events() {
        return ledger.recorder.written();
    }

    /** Requests that arrived. */
    public long arrived() {
        return ledger.arrived;
    }

    /** Episodes closed by the definition's rule (not by silence). */
    public long closedByRule() {
        return ledger.closed;
    }

    /** Totals of a queue. */
    public QueueTotals queue(String name) {
        int q = QUEUES.indexOf(name);
        long[] sums = ledger.queueTotals[q];
        return new QueueTotals(
                sums[0], sums[1], sums[2], sums[3], ledger.open.get(q).size());
    }

    /** The stays that are open now, in the order of entry. */
    public List<Stay> openStays(String queue) {
        return ledger.open.get(QUEUES.indexOf(queue)).stream().map(o -> o.stay).toList();
    }

    /** Totals by {@code from>to}. */
    public Map<String, HandoffTotals> handoffs() {
        return Collections.unmodifiableMap(ledger.handoffs);
    }

    /**
     * Rates by name: {@code denial} (of all decisions), {@code denial:CLASS}, {@code first_denial:CLASS} (of first
     * decisions), {@code overturn:CLASS} (of decided appeals), {@code integration_failure} (of calls), {@code
     * first_pass} (of episodes closed by rule that were submitted).
     */
    public Map<String, Rate> rates() {
        return Collections.unmodifiableMap(ledger.rates);
    }

    /** How many exceptions of each category. */
    public Map<String, Long> exceptions() {
        return Collections.unmodifiableMap(ledger.exceptions);
    }

    /** How many ended deadlines of a rule are in a state. */
    public long ended(Deadline.Rule rule, Deadline.State state) {
        return ledger.deadlines[rule.ordinal()][state.ordinal()];
    }

    /** The deadlines that have not been stopped, as they stand at {@link #asOfMicros()}. */
    public List<Deadline> openDeadlines() {
        return ledger.clocks.stream().map(c -> c.at(asOfMicros())).toList();
    }

    /** All breaches of a rule: of ended deadlines, and of open ones past their due time. */
    public long breaches(Deadline.Rule rule) {
        return ended(rule, Deadline.State.BREACHED)
                + openDeadlines().stream()
                        .filter(d -> d.rule() == rule && d.state() == Deadline.State.BREACHED)
                        .count();
    }

    /** Time that people of each team had work in hand, in microseconds. */
    public Map<String, Long> workedMicros() {
        return Collections.unmodifiableMap(ledger.worked);
    }

    /** How many people (or bots) each team has. */
    public Map<String, Integer> people() {
        return Collections.unmodifiableMap(ledger.people);
    }

    /** The planted troubles. */
    public List<PlantedTrouble> troubles() {
        return ledger.troubles.planted();
    }
}
