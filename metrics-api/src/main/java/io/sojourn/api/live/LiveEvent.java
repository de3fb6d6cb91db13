package io.sojourn.api.live;

import java.nio.ByteBuffer;

/**
 * What is sent to all listeners of a channel: its bytes are made once, and shared.
 *
 * @param sequence its number in the channel
 * @param isSnapshot whether a later one says all that this one says
 * @param text never moved in: who reads takes a duplicate
 */
record LiveEvent(long sequence, boolean isSnapshot, ByteBuffer text) {}
