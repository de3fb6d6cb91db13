package io.sojourn.api.ingest;

import io.sojourn.api.store.Store;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.RawText;
import io.sojourn.mining.format.Reading;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rejected events again, as the definition and the decoder are now, and takes those that can be used. Their rows stay,
 * with {@value #MARK} before the message; a second replay passes them over. One that was taken and not marked, because the
 * process ended between, is taken again under the same identity, and so counts once. Of itself only a JSON event whose text
 * was kept whole can be replayed; for any other, and for one that is wrong in itself, a corrected event can be given: it is
 * taken for the row that has its case and its event id.
 */
public final class Replay {
    /** What the message of a row begins with, whose event was taken. */
    public static final String MARK = "replayed: ";

    private static final int BATCH = 500;
    private static final int COLUMNS = 9;
    private static final String ROWS =
            """
            SELECT process, version, source, position, code, event_id, case_id, message, raw FROM rejected_events
            WHERE NOT starts_with(message, ?) AND (? IS NULL OR code = ?) AND (? IS NULL OR source = ?)
              AND (? IS NULL OR case_id = ?)
            ORDER BY source, position, code, event_id
            """;

    private final Store store;
    private final Ingest ingest;
    private final EventJson json;
    private final Filter filter;
    private final List<Event> events = new ArrayList<>();
    private final List<Result> marks = new ArrayList<>();
    private long replayed;
    private long rejected;
    private long impossible;
    private String firstReason;
    private final Map<String, Event> corrected = new HashMap<>();

    /**
     * Which rows; null: any.
     *
     * @param dryRun only count
     */
    public record Filter(String code, String source, String caseId, boolean dryRun) {}

    /**
     * What became of the rows.
     *
     * @param replayed taken (or, in a dry run, would be)
     * @param rejected still refused
     * @param impossible no whole JSON event
     * @param firstReason why the first that was refused still is; null: none was
     */
    public record Report(long replayed, long rejected, long impossible, String firstReason) {}

    private Replay(Store store, Ingest ingest, Filter filter) {
        this.store = store;
        this.ingest = ingest;
        this.json = ingest.reader();
        this.filter = new Filter(filter.code(), filter.source(), ingest.stored(filter.caseId()), filter.dryRun());
    }

    /**
     * Replays the rows of a store into the log of an ingest.
     *
     * @param corrected events of rejected rows as they should have been: JSON, a line each; may be empty
     * @throws SojournException when a corrected event can't be used; then nothing is taken
     */
    public static Report run(Store store, Ingest ingest, Filter filter, byte[] corrected) {
        Replay replay = new Replay(store, ingest, filter);
        replay.correct(corrected);
        store.flush();
        try (Connection c = store.newConnection();
                PreparedStatement rows = c.prepareStatement(ROWS)) {
            replay.bind(rows);
            try (ResultSet r = rows.executeQuery()) {
                while (r.next()) {
                    replay.row(r);
                }
            }
            replay.send();
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "rejected events can't be read: " + e.getMessage() + ".", null, e);
        }
        return new Report(replay.replayed, replay.rejected, replay.impossible, replay.firstReason);
    }

    private void correct(byte[] lines) {
        if (new String(lines, StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        long now = ingest.nowMicros();
        for (EventSlices.Slice s : EventSlices.of(lines, true, ingest.options().events())) {
            Reading reading = json.read(lines, s.offset(), s.length(), new Origin(Ingest.SOURCE, now, now));
            if (reading instanceof Reading.Rejected why) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "the corrected event " + why.eventId() + " can't be used: " + why.message(),
                        "Maybe correct it too; none was taken.");
            }
            Event event = ((Reading.Accepted) reading).event();
            corrected.put(key(event.process(), event.caseId(), event.eventId()), event);
        }
    }

    private static String key(String process, String caseId, String eventId) {
        return process + "\0" + caseId + "\0" + eventId;
    }

    /** The corrected event for a row; a row of no process may be of any. */
    private Event correctedFor(ResultSet r) throws SQLException {
        String process = r.getString("process");
        String caseId = r.getString("case_id");
        String eventId = r.getString("event_id");
        Event given = corrected.remove(key(process, caseId, eventId));
        for (ProcessDefinition d : ingest.definitions()) {
            if (given == null && process.equals(FactTable.NONE)) {
                given = corrected.remove(key(d.process(), caseId, eventId));
            }
        }
        return given;
    }

    private void bind(PreparedStatement rows) throws SQLException {
        rows.setString(1, MARK);
        String[] values = {filter.code(), filter.source(), filter.caseId()};
        for (int i = 0; i < values.length; i++) {
            rows.setString(2 + 2 * i, values[i]);
            rows.setString(3 + 2 * i, values[i]);
        }
    }

    private void row(ResultSet r) throws SQLException {
        Event given = correctedFor(r);
        if (given != null) {
            taken(given, r);
            return;
        }
        String raw = r.getString("raw");
        if (raw == null || !RawText.isWhole(raw) || !raw.stripLeading().startsWith("{")) {
            impossible++;
            return;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        long now = ingest.nowMicros();
        Reading reading = json.read(bytes, 0, bytes.length, new Origin(r.getString("source"), now, now));
        if (reading instanceof Reading.Accepted a) {
            taken(a.event(), r);
        } else if (reading instanceof Reading.Rejected why) {
            rejected++;
            firstReason = firstReason == null ? why.message() : firstReason;
        }
    }

    private void taken(Event event, ResultSet r) throws SQLException {
        replayed++;
        events.add(event);
        marks.add(marked(r));
        if (events.size() >= BATCH) {
            send();
        }
    }

    private static Result marked(ResultSet r) throws SQLException {
        Object[] values = new Object[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            values[i] = r.getObject(i + 1);
        }
        values[1] = r.getLong("version");
        values[3] = r.getLong("position");
        values[7] = MARK + r.getString("message");
        return Result.upsert(FactTable.REJECTED_EVENTS, values, 0);
    }

    private void send() {
        if (!filter.dryRun() && !events.isEmpty()) {
            ingest.sink().append(events);
            store.accept(List.copyOf(marks));
            store.flush();
        }
        events.clear();
        marks.clear();
    }
}
