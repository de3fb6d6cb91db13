package io.sojourn.api.delivery;

import java.time.Duration;

/**
 * What came of a try.
 *
 * @param status of HTTP; 0: there was no answer
 * @param retryAfter asked by the receiver, or null
 * @param error why it failed, in words; null: it did not
 */
record Answer(int status, Duration retryAfter, String error) {
    private static final int GONE = 410;

    boolean isDelivered() {
        return status >= 200 && status < 300;
    }

    /** The receiver wants nothing any more. */
    boolean isGone() {
        return status == GONE;
    }
}
