package io.sojourn.mining.format;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An XES log (IEEE 1849). A trace's attributes are attributes of each of its events, named {@code case:} and the key;
 * an attribute inside another is named by its way. Document types and external entities are refused.
 */
final class XesLog extends StoredLog {
    private static final Logger LOG = LoggerFactory.getLogger(XesLog.class);

    XesLog(StoredFile file, ReadOptions options) {
        super(file, options);
    }

    @Override
    public String format() {
        return file.gzip() ? "xes.gz" : "xes";
    }

    @Override
    public void read(RowHandler handler) {
        parse(xml -> {
            XesPass pass = new XesPass(xml, file, options, handler);
            pass.run();
            if (pass.unnamedTraces() > 0) {
                LOG.warn(
                        "{}: {} traces have no concept:name; each took its running number as case id",
                        file.path(),
                        pass.unnamedTraces());
            }
        });
    }

    @Override
    public XesHeader header() {
        XesHeader[] header = new XesHeader[1];
        parse(xml -> header[0] = new XesHeaderReader(xml, file).read());
        return header[0];
    }

    private interface Parse {
        void of(XMLStreamReader xml) throws XMLStreamException;
    }

    private void parse(Parse parse) {
        try (InputStream in = file.open()) {
            XMLStreamReader xml = null;
            try {
                TagLimit limit = new TagLimit(in, file);
                xml = limit.watched(factory().createXMLStreamReader(limit));
                parse.of(xml);
                xml.close();
            } catch (XMLStreamException e) {
                throw broken(e, xml);
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private SojournException broken(XMLStreamException e, XMLStreamReader xml) {
        Location location = e.getLocation() == null && xml != null ? xml.getLocation() : e.getLocation();
        String line = " line " + (location == null ? 1 : location.getLineNumber());
        String why =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        why = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
        boolean cutOff = why.contains("EOF") || why.contains("end of input");
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                file.path() + line + (cutOff ? ": the XML ends in the middle: " : ": this is no readable XES: ") + why
                        + ".",
                cutOff ? "Maybe the download or export was cut off." : "Maybe the file is damaged, or is no XES.",
                e);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Limits.DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Limits.LINE_LENGTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, Limits.ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, Limits.LINE_LENGTH);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1);
        return factory;
    }

    /** The roles of an event's keys. */
    static Map<String, Role> eventRoles(ReadOptions options) {
        Map<String, Role> roles = new HashMap<>();
        roles.put("concept:name", Role.ACTIVITY);
        roles.put("time:timestamp", Role.TIME);
        roles.put("start_timestamp", Role.START);
        roles.put("lifecycle:transition", Role.LIFECYCLE);
        roles.put("org:resource", Role.RESOURCE);
        roles.put("org:group", Role.TEAM);
        roles.put("concept:instance", Role.INSTANCE);
        roles.put("identity:id", Role.EVENT_ID);
        roles.put("relation:case", Role.RELATED);
        roles.put("resource_kind", Role.RESOURCE_KIND);
        roles.put("queue", Role.QUEUE);
        roles.put("outcome", Role.OUTCOME);
        roles.put("exception", Role.EXCEPTION);
        roles.put("reason", Role.REASON);
        Recognition.chosen(options).forEach((role, key) -> {
            if (role != Role.CASE) {
                roles.values().removeIf(role::equals);
                roles.put(key, role);
            }
        });
        return roles;
    }
}
