package io.sojourn.api.store;

import java.time.Instant;

/**
 * When and by whom a version of a definition was put.
 *
 * @param at null for one that the store was made with
 * @param by a principal's name; null where it is not known, as for what came with the program or from another server
 */
public record PutNote(Instant at, String by) {
    /** Nothing is known. */
    public static final PutNote NONE = new PutNote(null, null);
}
