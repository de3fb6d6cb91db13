package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.XesHeader.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XES log up to its first trace or event. */
final class XesHeaderReader {
    private static final Set<String> BODY = Set.of("trace", "event");

    private final XMLStreamReader xml;
    private final StoredFile file;
    private long characters;

    XesHeaderReader(XMLStreamReader xml, StoredFile file) {
        this.xml = xml;
        this.file = file;
    }

    XesHeader read() throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // What stands before the root.
        }
        Map<String, String> log = attributes();
        List<Element> elements = new ArrayList<>();
        while (toChild() && !BODY.contains(xml.getLocalName())) {
            elements.add(element());
        }
        return new XesHeader(log, elements);
    }

    private Element element() throws XMLStreamException {
        String name = xml.getLocalName();
        Map<String, String> attributes = attributes();
        List<Element> children = new ArrayList<>();
        while (toChild()) {
            children.add(element());
        }
        return new Element(name, attributes, children);
    }

    /** Goes to the next child element of the present one; false at its end. */
    private boolean toChild() throws XMLStreamException {
        int at = xml.next();
        while (at != XMLStreamConstants.START_ELEMENT && at != XMLStreamConstants.END_ELEMENT) {
            at = xml.next();
        }
        return at == XMLStreamConstants.START_ELEMENT;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        // Each element costs something beside its texts.
        characters += Long.BYTES * Long.BYTES;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            boolean plain = xml.getAttributeNamespace(i) == null
                    || xml.getAttributeNamespace(i).isEmpty();
            if (plain) {
                attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                characters += xml.getAttributeLocalName(i).length()
                        + xml.getAttributeValue(i).length();
            }
        }
        if (characters > Limits.TAG_BYTES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    file.path() + " line " + xml.getLocation().getLineNumber()
                            + ": what stands before the first trace has more than " + Limits.TAG_BYTES + " characters.",
                    "Maybe the file is no XES, or its traces are missing.");
        }
        return attributes;
    }
}
