package io.sojourn.sample;

/** A piece of work for a team: waiting in its queue, in someone's hands, or done. */
final class Work implements Comparable<Work> {
    enum State {
        WAITING,
        ACTIVE,
        SUSPENDED,
        DONE,
        CANCELLED
    }

    final Request request;
    final String activity;
    final String queue;
    final String instance;
    final long handling;
    final int rank;
    final Runnable completed;
    String outcome;
    String exception;
    String reason;
    State state = State.WAITING;
    long offeredAt;
    long number;
    Person person;
    long remaining;
    long stretchStart;
    Ledger.Instance record;

    /**
     * @param queue name of the queue that people see, or null for a bot's work
     * @param handling time that a person of ordinary speed needs, in microseconds
     * @param rank lower ones are taken first
     * @param completed what the world does next
     */
    Work(Request request, String activity, String queue, String instance, long handling, int rank, Runnable completed) {
        this.request = request;
        this.activity = activity;
        this.queue = queue;
        this.instance = instance;
        this.handling = Math.max(1, handling);
        this.rank = rank;
        this.completed = completed;
    }

    Work ending(String outcome, String exception, String reason) {
        this.outcome = outcome;
        this.exception = exception;
        this.reason = reason;
        return this;
    }

    /** By rank, then first come first served, then as they were offered. */
    @Override
    public int compareTo(Work other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        return offeredAt != other.offeredAt
                ? Long.compare(offeredAt, other.offeredAt)
                : Long.compare(number, other.number);
    }
}
