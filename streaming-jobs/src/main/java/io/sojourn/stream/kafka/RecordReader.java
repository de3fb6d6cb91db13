package io.sojourn.stream.kafka;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.Reading;
import io.sojourn.pseudonym.CaseIds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
    /** Header: the number of the definition's version by which an event was written, as decimal digits. */
    static final String DEFINITION = "definition";

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** No producer has this name: what stays when neither field nor header gives one. */
    private static final String NOBODY = "";

    /** Between two looks for the version that an event names, when it can't be found. */
    private static final long VAIN_NANOS = 1_000_000_000L;
    /** Between two looks for a version that has an attribute which the known ones don't have. */
    private static final long ATTRIBUTE_NANOS = 10_000_000_000L;

    private final CaseIds ids;
    private final Processes known;
    private final Supplier<? extends Collection<ProcessDefinition>> more;
    private final Map<String, ProcessDefinition> newest = new HashMap<>();
    private EventJson json;
    private long vainLook = System.nanoTime() - VAIN_NANOS;
    private long attributeLook = System.nanoTime() - ATTRIBUTE_NANOS;

    /**
     * @param known processes
     * @param more gives all that are known by now; asked when an event names a later version, and now and then when one
     *     has an unknown attribute
     * @param ids what becomes of the ids of cases, whoever wrote them into the topic
     */
    RecordReader(Processes known, Supplier<? extends Collection<ProcessDefinition>> more, CaseIds ids) {
        this.ids = ids;
        this.known = known;
        this.more = more;
        known.newest().forEach(d -> newest.put(d.process(), d));
        json = EventJson.of(newest.values(), ids);
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
        Origin origin = new Origin(source, record.offset(), appended, id.isEmpty() ? null : id);
        return named(read(record, origin));
    }

    /** By the version that the event was written by, or by a later one. */
    private Reading read(ConsumerRecord<byte[], byte[]> record, Origin origin) {
        byte[] value = record.value();
        long ignored = json.ignoredAttributes();
        Reading reading = json.read(value, 0, value.length, origin);
        if (number(record, DEFINITION, 9) > newestVersion(reading) && System.nanoTime() - vainLook >= VAIN_NANOS) {
            if (look()) {
                return json.read(value, 0, value.length, origin);
            }
            vainLook = System.nanoTime();
        }
        if (json.ignoredAttributes() > ignored && System.nanoTime() - attributeLook >= ATTRIBUTE_NANOS) {
            attributeLook = System.nanoTime();
            return look() ? json.read(value, 0, value.length, origin) : reading;
        }
        return reading;
    }

    /** The newest known version of the process that was read; where none was, there is nothing to look for. */
    private long newestVersion(Reading reading) {
        String process = reading instanceof Reading.Accepted accepted
                ? accepted.event().process()
                : ((Reading.Rejected) reading).process();
        return process == null ? Long.MAX_VALUE : newest.get(process).version();
    }

    /** True when there is a later version of a process. */
    private boolean look() {
        boolean any = false;
        for (ProcessDefinition d : more.get()) {
            if (d.version() > newest.get(d.process()).version()) {
                newest.put(d.process(), d);
                any = true;
            }
        }
        if (any) {
            json = EventJson.of(newest.values(), ids);
        }
        return any;
    }

    /** An event needs a producer's name: the topic's would change when the topic does, and duplicates would count. */
    private static Reading named(Reading reading) {
        if (reading instanceof Reading.Accepted accepted
                && accepted.event().source().equals(NOBODY)) {
            return new Reading.Rejected(
                    ErrorCode.MISSING_VALUE,
                    "the event names no source. Maybe set the field source, or the record's header source.",
                    accepted.event().caseId(),
                    accepted.event().eventId(),
                    accepted.event().process());
        }
        return reading;
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
        long micros = number(record, AS_OF, 18);
        return micros < Limits.MAX_TIME_MICROS ? micros : KafkaRow.NO_TICK;
    }

    /** A header's number of some digits, or {@link KafkaRow#NO_TICK}. */
    private static long number(ConsumerRecord<byte[], byte[]> record, String name, int digits) {
        String text = text(record, name);
        return text == null || text.length() > digits || !NUMBER.matcher(text).matches()
                ? KafkaRow.NO_TICK
                : Long.parseLong(text);
    }

    private static Reading rejected(ErrorCode code, String message) {
        return new Reading.Rejected(code, message, null, null);
    }

    private Result rejected(ConsumerRecord<byte[], byte[]> record, Reading.Rejected r) {
        String process = known.isSingle() ? known.only().process() : r.process();
        Object[] row = {
            process == null ? FactTable.NONE : process,
            process == null ? 0L : (long) known.get(process).first().number(),
            "kafka:" + record.topic() + "-" + record.partition(),
            record.offset(),
            r.code().word(),
            r.eventId() == null ? FactTable.NONE : r.eventId(),
            r.caseId(),
            r.message(),
            ids.raw(RawValue.of(record.value()))
        };
        return Result.upsert(FactTable.REJECTED_EVENTS, row, 0);
    }
}
