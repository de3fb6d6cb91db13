package io.sojourn.api.live;

/**
 * What is sent to all listeners of a channel: its bytes are made once, and shared.
 *
 * @param sequence its number in the channel
 * @param isSnapshot whether a later one says all that this one says
 */
record LiveEvent(long sequence, boolean isSnapshot, byte[] text) {}
