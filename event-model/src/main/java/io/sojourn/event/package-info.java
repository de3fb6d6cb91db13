/**
 * The event, its columns, and what every part shares about trouble: error codes, limits. The door is {@link
 * io.sojourn.event.Event}.
 */
package io.sojourn.event;
