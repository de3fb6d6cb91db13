package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One reading of an XES file. */
final class XesPass {
    private static final String CASE_PREFIX = "case:";

    private final XMLStreamReader xml;
    private final StoredFile file;
    private final RowHandler handler;
    private final boolean wantsAttributes;
    private final RowAssembler assembler;
    private final Map<String, Role> roles;
    private final String caseKey;
    private final boolean startAsked;
    private final TypedAttributes attributes;
    private final Supplier<String> raw = this::raw;

    private final String asked;
    /** Keys of the classifier that was asked for as activity; null without one. */
    private List<String> classifier;

    private String[] classes;
    /** How often each name of an inner attribute came in the present event or trace. */
    private final Map<String, Integer> insideNames = new HashMap<>();

    private String caseId;
    private int traceAttributes;
    private boolean inEvents;
    private String trouble;
    private long traces;
    private long unnamedTraces;
    private long events;
    private boolean startColumn;
    private String key;
    private String value;
    private byte type;

    XesPass(XMLStreamReader xml, StoredFile file, ReadOptions options, RowHandler handler) {
        this.xml = xml;
        this.file = file;
        this.handler = handler;
        this.wantsAttributes = handler.wantsAttributes();
        this.assembler = new RowAssembler(file, "event", options);
        this.roles = XesLog.eventRoles(options);
        this.asked = options.activityColumn();
        String caseColumn = options.caseColumn();
        this.caseKey = caseColumn == null
                ? "concept:name"
                : caseColumn.startsWith(CASE_PREFIX) ? caseColumn.substring(CASE_PREFIX.length()) : caseColumn;
        this.startAsked = options.startColumn() != null;
        this.attributes = new TypedAttributes(TimeReader.of(options));
    }

    /** Traces that had no name of their own. */
    long unnamedTraces() {
        return unnamedTraces;
    }

    void run() throws XMLStreamException {
        startColumn = startAsked;
        toRoot();
        while (toChild()) {
            String element = xml.getLocalName();
            if (element.equals("trace")) {
                trace();
            } else if (element.equals("event")) {
                caseId = null;
                trouble = null;
                traceAttributes = 0;
                event();
            } else {
                classifier(element);
                skip();
            }
        }
        while (xml.hasNext()) {
            xml.next();
        }
    }

    /** Takes the classifier whose name was asked for as activity. */
    private void classifier(String element) {
        if (element.equals("classifier") && asked != null && asked.equals(xml.getAttributeValue(null, "name"))) {
            classifier = XesKeys.split(xml.getAttributeValue(null, "keys"));
            classes = new String[classifier.size()];
        }
    }

    private void toRoot() throws XMLStreamException {
        int at = xml.next();
        while (at != XMLStreamConstants.START_ELEMENT) {
            if (at == XMLStreamConstants.DTD) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        file.path() + " line " + line() + ": the file declares a document type (DOCTYPE), which is"
                                + " refused because it can pull in other files.",
                        "Maybe delete the DOCTYPE; XES needs none.");
            }
            at = xml.next();
        }
        if (!xml.getLocalName().equals("log")) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " line " + line() + ": this is XML, but not XES: its root is <" + xml.getLocalName()
                            + ">, not <log>.",
                    "Maybe it is another kind of file.");
        }
    }

    /** Goes to the next child element of the present one; false at its end. */
    private boolean toChild() throws XMLStreamException {
        while (true) {
            int at = xml.next();
            if (at == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (at == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int at = xml.next();
            if (at == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (at == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void trace() throws XMLStreamException {
        traces++;
        caseId = null;
        trouble = null;
        inEvents = false;
        attributes.clear();
        insideNames.clear();
        traceAttributes = 0;
        while (toChild()) {
            if (xml.getLocalName().equals("event")) {
                beginEvents();
                event();
            } else {
                traceAttribute();
            }
        }
    }

    private void beginEvents() {
        if (!inEvents) {
            inEvents = true;
            traceAttributes = attributes.count();
            if (caseId == null) {
                caseId = Long.toString(traces);
                unnamedTraces++;
            }
        }
    }

    private void traceAttribute() throws XMLStreamException {
        if (inEvents) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " line " + line() + ": a trace's attribute stands behind its first event.",
                    "Maybe write the trace's attributes first, as the XES schema asks.");
        }
        if (readAttribute()) {
            if (key.equals(caseKey)) {
                caseId = value == null || value.isEmpty() ? null : value;
            } else if (wantsAttributes) {
                keep(CASE_PREFIX + key, "trace");
            }
        }
        inside(CASE_PREFIX, "trace");
    }

    /** The name, with a number behind it from the second of a list on. */
    private String numbered(String name) {
        int number = insideNames.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + "#" + number;
    }

    /** Takes the attributes inside the present one: their names are its name, a point, and their key. */
    private void inside(String prefix, String owner) throws XMLStreamException {
        String name = prefix + (key == null ? "" : key);
        if (!wantsAttributes || key == null) {
            skip();
            return;
        }
        while (toChild()) {
            if (xml.getLocalName().equals("values")) {
                key = name.substring(prefix.length());
                inside(prefix, owner);
            } else {
                if (readAttribute() && trouble == null) {
                    keep(numbered(name + "." + key), owner);
                }
                inside(name + ".", owner);
            }
        }
    }

    private void event() throws XMLStreamException {
        events++;
        String traceTrouble = trouble;
        attributes.truncate(traceAttributes);
        insideNames.clear();
        assembler.clear();
        assembler.set(Role.CASE, caseId);
        while (toChild()) {
            if (readAttribute()) {
                classify();
                Role role = roles.get(key);
                if (role != null && assembler.get(role) == null) {
                    assembler.set(role, value);
                } else if (wantsAttributes) {
                    keep(key, "event");
                }
            }
            inside("", "event");
        }
        if (classifier != null) {
            assembler.set(Role.ACTIVITY, XesKeys.joined(classes));
        }
        if (isStartFit()) {
            assembler.finish(handler, events, events - 1, startColumn, 0, attributes, raw);
        }
        trouble = traceTrouble;
    }

    private void classify() {
        int at = classifier == null ? -1 : classifier.indexOf(key);
        if (at >= 0) {
            classes[at] = value;
        }
    }

    /** The first event says whether the log has start times: the numbers of all events depend on it. */
    private boolean isStartFit() {
        boolean hasStart = assembler.get(Role.START) != null;
        if (events == 1 && hasStart) {
            startColumn = true;
        }
        if (trouble == null && hasStart && !startColumn) {
            trouble = "it has a start time, but the first event of the log has none. Maybe set --start.";
        }
        if (trouble != null) {
            ErrorCode code = trouble.contains("limit") ? ErrorCode.OVER_LIMIT : ErrorCode.BAD_VALUE;
            assembler.reject(handler, events, code, trouble, raw);
            return false;
        }
        return true;
    }

    private void keep(String name, String owner) {
        if (value != null && value.length() > Limits.TEXT_LENGTH) {
            trouble = "an attribute of the " + owner + ", " + RowAssembler.shown(name) + ", has " + value.length()
                    + " characters, the limit is " + Limits.TEXT_LENGTH + ".";
        } else if (!attributes.add(name, value, type)) {
            trouble = "the " + owner + " has more attributes than the limit of " + Limits.ATTRIBUTES + ".";
        }
    }

    /** Reads key, value and type of the attribute element; false for lists and containers, which have no value. */
    private boolean readAttribute() {
        type = type(xml.getLocalName());
        key = null;
        value = null;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (name.equals("key")) {
                key = xml.getAttributeValue(i);
            } else if (name.equals("value")) {
                value = xml.getAttributeValue(i);
            }
        }
        return key != null && type >= 0;
    }

    private static byte type(String element) {
        return switch (element) {
            case "string", "id" -> TypedAttributes.TEXT;
            case "date" -> TypedAttributes.TIME;
            case "int" -> TypedAttributes.INTEGER;
            case "float" -> TypedAttributes.NUMBER;
            case "boolean" -> TypedAttributes.BOOLEAN;
            default -> -1;
        };
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private String raw() {
        StringBuilder text = new StringBuilder("event that ends on line ").append(line());
        for (Role role : Role.values()) {
            if (assembler.get(role) != null) {
                text.append("; ").append(role.word()).append('=').append(assembler.get(role));
            }
        }
        for (int i = traceAttributes; i < attributes.count() && text.length() < 4_096; i++) {
            text.append("; ").append(attributes.name(i)).append('=').append(attributes.text(i));
        }
        return text.toString();
    }
}
