package io.sojourn.api.staffing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.delivery.Message;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.StaffingRule;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a definition's staffing rules at instants of {@code as_of}, and keeps their signals in the store. A
 * signal's new revision and its message in the outbox are one transaction: none is sent that isn't kept, and none kept
 * that isn't sent. The clock is {@code as_of} alone, so a replay gives the signals of its own time.
 *
 * <p>Not for the store's writer thread: an evaluation runs some queries. Calls wait for each other.
 */
public final class Staffing implements AutoCloseable {
    /** What became of a call. */
    public enum Outcome {
        /** The rules were evaluated. */
        EVALUATED,
        /** There was an evaluation in this stretch of {@code as_of} already. */
        TOO_SOON,
        /** Nothing came for long: signals stay as they are. */
        STALE,
        /** There are no rules. */
        NO_RULES
    }

    private static final Logger LOG = LoggerFactory.getLogger(Staffing.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 5;

    private final ProcessDefinition definition;
    private final StaffingOptions options;
    private final Supplier<Connection> connections;
    private final Connection connection;
    private final List<RuleEvaluator> rules = new ArrayList<>();

    /**
     * @param connections gives a new connection to the store; one is kept until close, one is used for each list of signals
     */
    public Staffing(CompiledDefinition compiled, Supplier<Connection> connections, StaffingOptions options) {
        this.definition = compiled.definition();
        this.options = options;
        this.connections = connections;
        this.connection = connections.get();
        Map<String, WorkCalendar> calendars = new HashMap<>();
        for (StaffingRule rule : definition.staffing()) {
            WorkCalendar calendar = calendars.computeIfAbsent(rule.calendar(), n -> WorkCalendar.of(calendar(n)));
            rules.add(new RuleEvaluator(definition, rule, sla(rule.targetSla()), calendar, options));
        }
        inTransaction(() -> {
            SignalStore.create(connection);
            return null;
        });
    }

    private CalendarRule calendar(String name) {
        return definition.calendars().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("calendar " + name));
    }

    private SlaRule sla(String name) {
        return definition.slas().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("SLA " + name));
    }

    private static SojournException missing(String what) {
        return new SojournException(ErrorCode.BAD_DEFINITION, "staffing: there is no " + what);
    }

    /** Evaluates all rules, unless it is too soon or the data is stale. */
    public synchronized Outcome evaluate(long asOfMicros) {
        if (rules.isEmpty()) {
            return Outcome.NO_RULES;
        }
        return inTransaction(() -> {
            Outcome outcome = Outcome.TOO_SOON;
            for (RuleEvaluator rule : rules) {
                SignalStore.Watch watch = SignalStore.watch(connection, definition.process(), rule.name());
                if (isDue(watch.evaluatedMicros(), asOfMicros)) {
                    boolean stale = rule.isStale(connection, asOfMicros);
                    outcome = stale ? Outcome.STALE : Outcome.EVALUATED;
                    if (!stale) {
                        evaluate(rule, watch, asOfMicros);
                    }
                }
            }
            return outcome;
        });
    }

    private boolean isDue(long last, long asOf) {
        long slot = options.every().toNanos() / 1_000;
        return last == Long.MIN_VALUE || Math.floorDiv(asOf, slot) > Math.floorDiv(last, slot);
    }

    private void evaluate(RuleEvaluator rule, SignalStore.Watch watch, long asOf) throws SQLException {
        Assessment found = rule.assess(connection, asOf);
        if (found == null) {
            LOG.debug("Staffing {}: too little was observed to tell a need", rule.name());
            SignalStore.putWatch(
                    connection,
                    definition.process(),
                    rule.name(),
                    new SignalStore.Watch(watch.hysteresis(), watch.signalId(), asOf));
            return;
        }
        Hysteresis next = watch.hysteresis().next(found.gap(), options);
        boolean opens = next.open() && !watch.hysteresis().open();
        String id = opens ? rule.signalId(asOf) : watch.signalId();
        if (next.open() || watch.hysteresis().open()) {
            SignalStore.Stored before =
                    opens ? null : SignalStore.signal(connection, id).orElse(null);
            revise(rule, found, before, id, next.open(), asOf);
        }
        SignalStore.putWatch(
                connection,
                definition.process(),
                rule.name(),
                new SignalStore.Watch(next, next.open() ? id : null, asOf));
    }

    private void revise(
            RuleEvaluator rule, Assessment found, SignalStore.Stored before, String id, boolean open, long asOf)
            throws SQLException {
        Signal signal = rule.signal(found, before == null ? null : before.signal(), id, open, asOf);
        if (before == null || !open || asOf >= before.expiresMicros() || hasMoved(before.signal(), signal)) {
            long expires = rule.windowEnd(found, asOf);
            Message message = options.destination() == null
                    ? null
                    : Message.ready(
                            SignalEvent.id(signal),
                            options.destination(),
                            id,
                            signal.revision(),
                            SignalEvent.write(signal, definition.process(), expires, options.smallCell()),
                            expires);
            SignalStore.put(connection, definition.process(), signal, asOf, expires, message);
        }
    }

    private boolean hasMoved(Signal before, Signal now) {
        double gap = Math.max(now.need().gapSlaFte(), now.need().gapStabilityFte());
        double was = Math.max(before.need().gapSlaFte(), before.need().gapStabilityFte());
        return Math.abs(gap - was) >= options.step();
    }

    /** The newest revision of each signal of the process: open ones first, then newest first; at most 200. Waits for no evaluation. */
    public List<Signal> signals() {
        try (Connection own = connections.get()) {
            return SignalStore.all(own, definition.process());
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "staffing signals can't be read: " + e.getMessage(), null, e);
        }
    }

    /** {@link #signals()} as JSON values: what {@code /api/v1/signals} lists. */
    public List<Map<String, Object>> documents() {
        List<Map<String, Object>> documents =
                JSON.convertValue(signals(), new TypeReference<List<Map<String, Object>>>() {});
        documents.forEach(d -> d.put("process", definition.process()));
        return documents;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** The dispatcher writes the outbox on a connection of its own, so a commit may meet a conflict: again, then. */
    private <T> T inTransaction(Work<T> work) {
        SQLException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                connection.setAutoCommit(false);
                T result = work.run();
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException e) {
                last = e;
                rollback(e);
            }
        }
        throw new SojournException(
                ErrorCode.BROKEN, "staffing signals can't be written: " + last.getMessage(), null, last);
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the staffing connection can't be closed", null, e);
        }
    }
}
