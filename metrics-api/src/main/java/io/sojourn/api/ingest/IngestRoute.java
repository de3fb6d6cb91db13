package io.sojourn.api.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/events}, and the JSON Schema of an event. */
public final class IngestRoute {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRoute.class);
    private static final long PATIENCE_SECONDS = 2;

    private final Ingest ingest;
    private final ObjectMapper mapper;
    private final Semaphore room;

    /** @param ingest takes the events; null: this server takes none, and says so */
    public IngestRoute(Ingest ingest, ObjectMapper mapper) {
        this.ingest = ingest;
        this.mapper = mapper;
        this.room = new Semaphore(ingest == null ? 1 : ingest.options().requests());
    }

    public void register(RoutesConfig routes) {
        routes.post("/api/v1/events", this::post);
        routes.get("/case-event-1.schema.json", ctx -> ctx.contentType("application/schema+json")
                .result(EventJson.schema()));
    }

    private void post(Context ctx) throws IOException, InterruptedException {
        if (ingest == null) {
            throw new SojournException(
                    ErrorCode.BUSY, "this server takes no events.", "Maybe start it with sojourn live.");
        }
        boolean lines = EventBody.isLines(ctx);
        if (ingest.isBehind()) {
            throw putOff(ctx, "the job is behind: too much that was accepted is still unread.");
        }
        if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw putOff(ctx, "too many requests bring events at a time.");
        }
        try {
            take(ctx, lines);
        } finally {
            room.release();
        }
    }

    private static RuntimeException putOff(Context ctx, String why) {
        ctx.header("Retry-After", "1");
        return EventBody.problem(429, why);
    }

    private void take(Context ctx, boolean lines) throws IOException {
        byte[] body = EventBody.read(ctx, ingest.options().bodyBytes());
        List<EventSlices.Slice> slices;
        try {
            slices = EventSlices.of(body, lines, ingest.options().events());
        } catch (SojournException e) {
            throw e.code() == ErrorCode.OVER_LIMIT ? EventBody.problem(413, e.fullMessage()) : e;
        }
        try {
            List<Reading> readings = ingest.take(body, slices);
            ctx.contentType("application/json").result(answer(readings));
        } catch (SojournException e) {
            LOG.error("posted events could not be stored", e);
            ctx.header("Retry-After", "5");
            throw EventBody.problem(503, "the events could not be made durable; none of them is acknowledged.");
        }
    }

    private byte[] answer(List<Reading> readings) throws IOException {
        long accepted =
                readings.stream().filter(Reading.Accepted.class::isInstance).count();
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * readings.size() + 64);
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("rejected", readings.size() - accepted);
            json.writeArrayFieldStart("events");
            for (Reading reading : readings) {
                one(reading, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void one(Reading reading, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (reading instanceof Reading.Accepted a) {
            Event e = a.event();
            json.writeStringField("status", "accepted");
            json.writeStringField("case_id", e.caseId());
            json.writeStringField("event_id", e.eventId());
        } else if (reading instanceof Reading.Rejected r) {
            json.writeStringField("status", "rejected");
            json.writeStringField("case_id", r.caseId());
            json.writeStringField("event_id", r.eventId());
            json.writeStringField("code", r.code().word());
            json.writeStringField("message", r.message());
        }
        json.writeEndObject();
    }
}
