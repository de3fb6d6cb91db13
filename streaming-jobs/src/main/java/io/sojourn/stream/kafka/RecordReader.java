package io.sojourn.stream.kafka;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes a {@link KafkaRow} of a record. Never fails: what can't be an event becomes a row of rejected events, whose
 * source is {@code kafka:TOPIC-PARTITION} and whose position is the offset.
 */
final class RecordReader {
    /** Headers: who produced the event, and its id, where the JSON doesn't say; and what makes a record a heartbeat. */
    static final String SOURCE = "source";

    static final String ID = "id";
    static final String HEARTBEAT = "sojourn-heartbeat";
    /** Header of a heartbeat: the events' own time so far, in microseconds as decimal digits. */
    static final String AS_OF = "as_of";

    /** No producer has this name: what stays when neither field nor header gives one. */
    private static final String NOBODY = "";

    private final ProcessDefinition definition;
    private final EventJson json;

    RecordReader(ProcessDefinition definition) {
        this.definition = definition;
        this.json = EventJson.of(List.of(definition));
    }

    KafkaRow read(ConsumerRecord<byte[], byte[]> record) {
        long appended = record.timestamp() * 1000;
        if (record.headers().lastHeader(HEARTBEAT) != null) {
            return new KafkaRow(record.partition(), appended, tick(record), null, null);
        }
        Reading reading = reading(record, appended);
        if (reading instanceof Reading.Accepted accepted) {
            return new KafkaRow(record.partition(), appended, KafkaRow.NO_TICK, accepted.event(), null);
        }
        Result row = rejected(record, (Reading.Rejected) reading);
        return new KafkaRow(record.partition(), appended, KafkaRow.NO_TICK, null, row);
    }

    private Reading reading(ConsumerRecord<byte[], byte[]> record, long appended) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return rejected(
                    ErrorCode.MISSING_VALUE,
                    "the record has no value. Maybe a tombstone: events are retracted" + " with op retract.");
        }
        if (record.key() == null) {
            return rejected(
                    ErrorCode.MISSING_VALUE,
                    "the record has no key: a case's events would go to any partition."
                            + " Maybe set it to process|case_id.");
        }
        if (value.length > Limits.LINE_LENGTH) {
            return rejected(
                    ErrorCode.OVER_LIMIT,
                    "the value has " + value.length + " bytes, the limit is " + Limits.LINE_LENGTH + ".");
        }
        String source = text(record, SOURCE);
        String id = text(record, ID);
        if (source == null || id == null) {
            return rejected(
                    ErrorCode.BAD_VALUE,
                    "the header " + (source == null ? SOURCE : ID) + " is no UTF-8 text without NUL of at most "
                            + Limits.TEXT_LENGTH + " bytes.");
        }
        Reading reading = json.read(value, 0, value.length, new Origin(source, record.offset(), appended));
        return reading instanceof Reading.Accepted a ? named(a, id, record.offset()) : reading;
    }

    /** An event needs a producer's name: the topic's would change when the topic does, and duplicates would count. */
    private static Reading named(Reading.Accepted accepted, String id, long offset) {
        Event e = accepted.event();
        if (e.source().equals(NOBODY)) {
            return new Reading.Rejected(
                    ErrorCode.MISSING_VALUE,
                    "the event names no source. Maybe set the field source, or the record's header source.",
                    e.caseId(),
                    e.eventId());
        }
        boolean unnamed = e.sequence() == offset && e.eventId().equals("#" + offset);
        return unnamed && !id.isEmpty() ? new Reading.Accepted(withId(e, id)) : accepted;
    }

    private static Event withId(Event e, String id) {
        return new Event(
                e.process(),
                e.caseId(),
                id,
                e.source(),
                e.sequence(),
                e.operation(),
                e.corrects(),
                e.version(),
                e.activity(),
                e.lifecycle(),
                e.timeMicros(),
                e.resource(),
                e.resourceKind(),
                e.team(),
                e.queue(),
                e.outcome(),
                e.exception(),
                e.reason(),
                e.instance(),
                e.related(),
                e.receivedMicros(),
                e.attributes());
    }

    /** A header's text: empty when there is none, null when it can't be used. */
    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return NOBODY;
        }
        if (header.value().length > Limits.TEXT_LENGTH) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            // Told by the caller, in the row of rejected events.
            return null;
        }
    }

    private static long tick(ConsumerRecord<byte[], byte[]> record) {
        String text = text(record, AS_OF);
        if (text == null || text.length() > 18 || !text.matches("[0-9]+")) {
            return KafkaRow.NO_TICK;
        }
        long micros = Long.parseLong(text);
        return micros < Limits.MAX_TIME_MICROS ? micros : KafkaRow.NO_TICK;
    }

    private static Reading rejected(ErrorCode code, String message) {
        return new Reading.Rejected(code, message, null, null);
    }

    private Result rejected(ConsumerRecord<byte[], byte[]> record, Reading.Rejected r) {
        Object[] row = {
            definition.process(),
            (long) definition.version(),
            "kafka:" + record.topic() + "-" + record.partition(),
            record.offset(),
            r.code().word(),
            r.eventId() == null ? FactTable.NONE : r.eventId(),
            r.caseId(),
            r.message(),
            raw(record.value())
        };
        return Result.upsert(FactTable.REJECTED_EVENTS, row, 0);
    }

    /** The beginning of what was set aside, as far as it is text. */
    private static String raw(byte[] value) {
        if (value == null) {
            return null;
        }
        String text = new String(value, 0, Math.min(value.length, 4 * Limits.RAW_LENGTH), StandardCharsets.UTF_8)
                .replace('\0', '\u2400');
        if (text.length() <= Limits.RAW_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(Limits.RAW_LENGTH - 1))
                ? Limits.RAW_LENGTH - 1
                : Limits.RAW_LENGTH;
        return text.substring(0, end);
    }
}
