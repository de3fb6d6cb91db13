package io.sojourn.api.delivery;

/**
 * A message of the outbox.
 *
 * @param messageId its id for the receiver, the same at every try: with {@code (subject, revision)} behind it, the key
 *     of idempotency
 * @param destination name of the receiver
 * @param subject what it is about; a newer revision takes the place of an older one
 * @param envelope the body, as it is sent
 * @param attempts tries so far
 * @param notBeforeMicros when the next try may begin, by the dispatcher's clock
 * @param expiresMicros from when in {@code as_of} time it is worthless; {@link Long#MAX_VALUE}: never
 * @param lastError why the last try failed, or null
 */
public record Message(
        String messageId,
        String destination,
        String subject,
        int revision,
        String envelope,
        State state,
        int attempts,
        long notBeforeMicros,
        long expiresMicros,
        String lastError) {
    /** READY, then SENDING, then DELIVERED, or WAIT for another try, or DEAD; SUPERSEDED by a newer revision. */
    public enum State {
        READY,
        SENDING,
        WAIT,
        DELIVERED,
        SUPERSEDED,
        DEAD
    }

    /** A message that was never tried. */
    public static Message ready(
            String messageId, String destination, String subject, int revision, String envelope, long expiresMicros) {
        return new Message(messageId, destination, subject, revision, envelope, State.READY, 0, 0, expiresMicros, null);
    }

    Message sending() {
        return with(State.SENDING, attempts + 1, notBeforeMicros, lastError);
    }

    Message delivered() {
        return with(State.DELIVERED, attempts, notBeforeMicros, null);
    }

    Message waiting(long untilMicros, String why) {
        return with(State.WAIT, attempts, untilMicros, why);
    }

    Message ended(State how, String why) {
        return with(how, attempts, notBeforeMicros, why);
    }

    private Message with(State newState, int tries, long notBefore, String error) {
        return new Message(
                messageId, destination, subject, revision, envelope, newState, tries, notBefore, expiresMicros, error);
    }
}
