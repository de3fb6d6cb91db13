package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.pseudonym.CaseIds;

/**
 * A row that can't be used.
 *
 * @param source the file's SHA-256, or what the row says
 * @param position line of CSV and JSON lines, running event number (from 1) of XES, row number of Parquet
 * @param code what kind of trouble
 * @param message what, where, which value, what to try
 * @param caseId where it could be read, or null
 * @param eventId where it could be read, or null
 * @param raw the row's text, shortened, or null
 */
public record RejectedRow(
        String source, long position, ErrorCode code, String message, String caseId, String eventId, String raw) {

    /** The row as it is stored: with pseudonyms, where there are some, and then without what may hold an id. */
    public RejectedRow kept(CaseIds ids) {
        return ids.areReplaced()
                ? new RejectedRow(
                        ids.source(source),
                        position,
                        code,
                        ids.message(message, caseId, eventId),
                        ids.caseId(caseId),
                        ids.eventId(eventId),
                        ids.raw(raw))
                : this;
    }

    /** The same row when its file has so many lines more before it. */
    RejectedRow movedBy(long lines, String fileName) {
        String place = fileName + " line " + position + ":";
        String moved = fileName + " line " + (position + lines) + ":";
        String text = message.startsWith(place) ? moved + message.substring(place.length()) : message;
        return new RejectedRow(source, position + lines, code, text, caseId, eventId, raw);
    }
}
