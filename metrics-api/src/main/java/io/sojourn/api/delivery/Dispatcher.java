package io.sojourn.api.delivery;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox's messages to one destination. Promise: at least once, with the same {@code webhook-id} at every try;
 * never an older revision of a subject after a newer one was delivered. A message whose try was cut off by a crash is
 * sent again: the receiver may have it already, and knows it by its id.
 *
 * <p>{@link #run()} does what is due and returns when to come again; {@link #start()} does so in a thread. One
 * dispatcher for a destination.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final Duration SHORTEST_REST = Duration.ofMillis(100);
    private static final int TRIES = 5;

    private final Destination destination;
    private final Connection connection;
    private final InstantSource clock;
    private final LongSupplier asOf;
    private final RetryPlan plan;
    private final WebhookSender sender;
    private boolean disabled;
    private Instant quietUntil = Instant.MIN;
    private Thread thread;

    /**
     * @param connections gives a new connection to the store; one is kept until close
     * @param clock of tries
     * @param asOf of the data: what has expired by it is not sent
     * @param seed of the jitter
     */
    public Dispatcher(
            Destination destination,
            Supplier<Connection> connections,
            InstantSource clock,
            LongSupplier asOf,
            long seed) {
        this.destination = destination;
        this.clock = clock;
        this.asOf = asOf;
        this.plan = new RetryPlan(seed);
        this.sender = new WebhookSender(destination, clock);
        this.connection = connections.get();
        inTransaction(() -> {
            Outbox.create(connection);
            return null;
        });
    }

    /** Runs in a thread of its own until {@link #close()}. */
    public synchronized void start() {
        thread = new Thread(this::loop, "delivery-" + destination.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration rest = runOrRest();
                Thread.sleep(Math.min(Math.max(rest.toMillis(), SHORTEST_REST.toMillis()), LONGEST_REST.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that can't be written now must not end delivery for good. */
    private Duration runOrRest() throws InterruptedException {
        try {
            return run();
        } catch (SojournException e) {
            LOG.error("Delivery to {} failed, and goes on in {}", destination.name(), LONGEST_REST, e);
            return LONGEST_REST;
        }
    }

    /** The receiver said 410: nothing is sent any more until the next start of the process. */
    public synchronized boolean isDisabled() {
        return disabled;
    }

    /** Tries all messages that are due, and tells how long there is nothing to do; zero at the least. */
    public Duration run() throws InterruptedException {
        List<Message> unfinished = inTransaction(() -> Outbox.unfinished(connection, destination.name()));
        Map<String, Message> newest = new HashMap<>();
        unfinished.forEach(m -> newest.merge(m.subject(), m, (a, b) -> a.revision() > b.revision() ? a : b));
        Instant next = Instant.MAX;
        for (Message m : unfinished) {
            Message at = settle(m, newest.get(m.subject()));
            if (at != null) {
                Instant due = due(at);
                next = due.isBefore(next) ? due : next;
            }
        }
        Duration rest = next.equals(Instant.MAX) ? LONGEST_REST : Duration.between(clock.instant(), next);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** The message as it then is, when there is still something to do for it; else null. */
    private Message settle(Message m, Message newest) throws InterruptedException {
        if (newest.revision() > m.revision() || inTransaction(() -> Outbox.wasDeliveredNewer(connection, m))) {
            return put(m.ended(Message.State.SUPERSEDED, "a newer revision took its place"));
        }
        if (isDisabled()) {
            return put(m.ended(Message.State.DEAD, "the receiver said 410 Gone"));
        }
        if (asOf.getAsLong() >= m.expiresMicros()) {
            return put(m.ended(Message.State.DEAD, "expired" + (m.lastError() == null ? "" : ": " + m.lastError())));
        }
        // One that is SENDING was cut off by a crash: its time has come already, so it is sent again.
        return due(m).isAfter(clock.instant()) ? m : attempt(m);
    }

    private Instant due(Message m) {
        Instant own = Instant.EPOCH.plus(m.notBeforeMicros(), ChronoUnit.MICROS);
        return own.isAfter(quietUntil) ? own : quietUntil;
    }

    private Message attempt(Message m) throws InterruptedException {
        Message sending = m.sending();
        put(sending);
        Answer answer = sender.send(sending);
        if (answer.isDelivered()) {
            return put(sending.delivered());
        }
        LOG.info("Delivery of {} to {}: {}", m.messageId(), destination.name(), answer.error());
        if (answer.isGone()) {
            disable();
            return put(sending.ended(Message.State.DEAD, "the receiver said 410 Gone"));
        }
        Duration wait = plan.after(sending.attempts());
        if (wait == null) {
            return put(sending.ended(Message.State.DEAD, answer.error() + ", the last of its tries"));
        }
        return put(sending.waiting(micros(clock.instant().plus(longer(wait, answer.retryAfter()))), answer.error()));
    }

    /** Retry-After is about the receiver, so all messages heed it. */
    private Duration longer(Duration wait, Duration asked) {
        if (asked == null) {
            return wait;
        }
        quietUntil = clock.instant().plus(asked);
        return asked.compareTo(wait) > 0 ? asked : wait;
    }

    private synchronized void disable() {
        disabled = true;
        LOG.warn("{} said 410 Gone: nothing more is sent there", destination.name());
    }

    private Message put(Message m) {
        inTransaction(() -> {
            Outbox.update(connection, m);
            return null;
        });
        return m.state() == Message.State.WAIT ? m : null;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Signals are written on another connection, so a commit may meet a conflict: again, then. */
    private synchronized <T> T inTransaction(Work<T> work) {
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
        throw new SojournException(ErrorCode.BROKEN, "the outbox can't be written: " + last.getMessage(), null, last);
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Ends the thread; a try under way is cut off, and made again by the next process. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(destination.timeout().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new SojournException(ErrorCode.BROKEN, "the outbox connection can't be closed", null, e);
            }
        }
    }
}
