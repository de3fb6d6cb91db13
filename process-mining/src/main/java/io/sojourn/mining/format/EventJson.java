package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.pseudonym.CaseIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as JSON, schema version 1: what HTTP, Kafka and files of rejected events carry. The text is the one that the
 * published JSON Schema ({@link #schema()}) allows, and the definition of its process can type; a field that is in
 * neither is refused with the nearest known name, an attribute that the definition doesn't have is left out and counted.
 * Reading is one pass without a tree: about a microsecond for what is plain (ASCII without escapes, short numbers, times
 * in UTC, the process before its attributes), two to three for the rest. For one thread at a time.
 */
public final class EventJson {
    /** The version of the form that {@link #write} gives and {@link #read} knows. */
    public static final int SCHEMA_VERSION = 1;

    private static final String SCHEMA = "case-event-1.schema.json";
    static final JsonFactory JSON = ((JsonFactoryBuilder) JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.DEPTH)
                            .maxStringLength(Limits.LINE_LENGTH)
                            .maxNumberLength(Limits.NUMBER_LENGTH)
                            .maxNameLength(Limits.TEXT_LENGTH)
                            .build()))
            .build();

    /** One process: its attributes, by name. */
    record Process(String name, List<Column> attributes, Map<String, Integer> byName, NameTable names) {}

    private final Map<String, Process> processes = new HashMap<>();
    private final PlainEventReader plainReader = new PlainEventReader(processes);
    private final EventJsonReader reader = new EventJsonReader(processes);

    private final Map<String, int[]> caseIdAttributes = new HashMap<>();
    private final CaseIds ids;

    private EventJson(Collection<ProcessDefinition> definitions, CaseIds ids) {
        this.ids = ids;
        for (ProcessDefinition d : definitions) {
            Map<String, Integer> byName = new HashMap<>();
            d.attributes().forEach(c -> byName.put(c.name(), byName.size()));
            NameTable names =
                    new NameTable(d.attributes().stream().map(Column::name).toList());
            processes.put(d.process(), new Process(d.process(), d.attributes(), byName, names));
            caseIdAttributes.put(d.process(), d.caseIdAttributes());
        }
    }

    /** For the events of these processes, one definition each; for what is not stored: ids of cases stay. */
    public static EventJson of(Collection<ProcessDefinition> definitions) {
        return of(definitions, CaseIds.AS_THEY_COME);
    }

    /**
     * For the events of these processes, one definition each.
     *
     * @param ids what becomes of the ids of cases that are read, also in what is rejected
     */
    public static EventJson of(Collection<ProcessDefinition> definitions, CaseIds ids) {
        return new EventJson(definitions, ids);
    }

    /** Reads one event: the whole slice is one JSON object of at most {@link Limits#LINE_LENGTH} bytes. Never fails. */
    public Reading read(byte[] utf8, int offset, int length, Origin origin) {
        Event plain = length > Limits.LINE_LENGTH ? null : plainReader.read(utf8, offset, length, origin);
        Reading reading = plain == null ? reader.read(utf8, offset, length, origin) : new Reading.Accepted(plain);
        return ids.areReplaced() ? kept(reading) : reading;
    }

    private Reading kept(Reading reading) {
        return reading instanceof Reading.Accepted a
                ? new Reading.Accepted(
                        ids.event(a.event(), caseIdAttributes.get(a.event().process())))
                : ((Reading.Rejected) reading).kept(ids);
    }

    /** How many attributes that no definition has were left out so far. */
    public long ignoredAttributes() {
        return reader.ignoredAttributes();
    }

    /** The event as JSON, in UTF-8; {@link #read} gives an equal one. */
    public byte[] write(Event event) {
        Process process = processes.get(event.process());
        if (process == null) {
            throw new IllegalArgumentException("no definition of process " + event.process());
        }
        return EventJsonWriter.write(event, process.attributes());
    }

    static JsonParser parser(byte[] utf8, int offset, int length) throws IOException {
        return JSON.createParser(utf8, offset, length);
    }

    /** The JSON Schema (draft 2020-12) of an event. */
    public static String schema() {
        try (InputStream in = EventJson.class.getResourceAsStream(SCHEMA)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA + " is on the class path and can't be read", e);
        }
    }
}
