/**
 * The live stream: one snapshot a second for all who listen, and nobody waits for a slow one. The door is {@link
 * io.sojourn.api.live.LiveStream}.
 */
package io.sojourn.api.live;
