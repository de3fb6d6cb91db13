package io.sojourn.mining.format;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLog;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XES (IEEE 1849). An attribute {@code case:x} of which every case has one value is the trace's attribute {@code x}; one
 * that is called {@code outer.inner} stands inside {@code outer}, where that has a value.
 * Characters that XML can't hold become U+FFFD.
 */
final class XesExport implements LogExport.RowWriter {
    private static final String CASE_PREFIX = "case:";

    private final EventLog log;
    private final XMLStreamWriter xml;
    private boolean[] ofTrace;
    private NestedNames nested;
    private String openCase;

    XesExport(EventLog log, XesHeader header, OutputStream out) {
        this.log = log;
        try {
            xml = new WstxOutputFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("log");
            head(header.written());
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private void head(XesHeader header) throws XMLStreamException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xes.version", "1849.2016");
        attributes.put("xes.features", "");
        attributes.putAll(header.log());
        attributes(attributes);
        for (XesHeader.Element element : header.elements()) {
            xml.writeCharacters("\n");
            element(element);
        }
    }

    private void element(XesHeader.Element element) throws XMLStreamException {
        if (element.children().isEmpty()) {
            xml.writeEmptyElement(element.name());
            attributes(element.attributes());
            return;
        }
        xml.writeStartElement(element.name());
        attributes(element.attributes());
        for (XesHeader.Element child : element.children()) {
            element(child);
        }
        xml.writeEndElement();
    }

    private void attributes(Map<String, String> attributes) throws XMLStreamException {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), writable(attribute.getValue()));
        }
    }

    @Override
    public void row(LogRow row) {
        try {
            if (!row.caseId().equals(openCase)) {
                begin(row);
            }
            xml.writeStartElement("event");
            attribute("string", "concept:name", row.activity());
            attribute("string", "lifecycle:transition", row.lifecycle());
            attribute("date", "time:timestamp", ExportColumns.instant(row.timeMicros()));
            if (row.startMicros() != LogRow.NO_TIME) {
                attribute("date", "start_timestamp", ExportColumns.instant(row.startMicros()));
            }
            attribute("string", "org:resource", row.resource());
            attribute("string", "org:group", row.team());
            attribute("string", "concept:instance", row.instance());
            for (StandardAttribute standard : StandardAttribute.values()) {
                attribute(type(standard.of(row)), key(standard), standard.of(row));
            }
            attributes(row, false);
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private static String key(StandardAttribute standard) {
        return switch (standard) {
            case EVENT_ID -> "identity:id";
            case RELATED -> "relation:case";
            default -> standard.column();
        };
    }

    private void begin(LogRow row) throws XMLStreamException {
        if (openCase != null) {
            xml.writeEndElement();
        }
        openCase = row.caseId();
        if (ofTrace == null) {
            arrange(row);
        }
        xml.writeCharacters("\n");
        xml.writeStartElement("trace");
        attribute("string", "concept:name", row.caseId());
        attributes(row, true);
    }

    private void arrange(LogRow row) {
        List<String> names = new ArrayList<>();
        ofTrace = new boolean[row.attributeCount()];
        for (int i = 0; i < ofTrace.length; i++) {
            String name = row.attributeName(i);
            names.add(name);
            ofTrace[i] = name.startsWith(CASE_PREFIX)
                    && !name.equals(CASE_PREFIX + "concept:name")
                    && log.attribute(name).perCase();
        }
        nested = new NestedNames(names, ofTrace);
    }

    /** The attributes of the trace, or those of its event. */
    private void attributes(LogRow row, boolean trace) throws XMLStreamException {
        for (int i = 0; i < ofTrace.length; i++) {
            if (ofTrace[i] == trace && nested.isOuter(i)) {
                String name = row.attributeName(i);
                attribute(row, i, trace ? name.substring(CASE_PREFIX.length()) : name);
            }
        }
    }

    /** An attribute with those inside it. Where it has no value itself, they stand in its place, under its name and theirs. */
    private void attribute(LogRow row, int attribute, String key) throws XMLStreamException {
        Object value = row.attributeValue(attribute);
        if (nested.inside(attribute).isEmpty()) {
            attribute(type(value), key, value);
            return;
        }
        if (value != null) {
            xml.writeStartElement(type(value));
            xml.writeAttribute("key", writable(key));
            xml.writeAttribute("value", writable(value.toString()));
        }
        for (int inner : nested.inside(attribute)) {
            attribute(row, inner, (value == null ? key + "." : "") + nested.innerName(inner));
        }
        if (value != null) {
            xml.writeEndElement();
        }
    }

    private static String type(Object value) {
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Instant ? "date" : "string";
    }

    private void attribute(String type, String key, Object value) throws XMLStreamException {
        if (value != null) {
            xml.writeEmptyElement(type);
            xml.writeAttribute("key", writable(key));
            xml.writeAttribute("value", writable(value.toString()));
        }
    }

    private static String writable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isXml(text, i)) {
                StringBuilder written = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (!isXml(text, j)) {
                        written.setCharAt(j, '\ufffd');
                    }
                }
                return written.toString();
            }
        }
        return text;
    }

    private static boolean isXml(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c < '\ufffe' || c == '\n' || c == '\r' || c == '\t';
    }

    private static SojournException failed(XMLStreamException e) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "the XES file can't be written: " + e.getMessage() + ".",
                "Maybe its disk is full.",
                e);
    }

    @Override
    public void close() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }
}
