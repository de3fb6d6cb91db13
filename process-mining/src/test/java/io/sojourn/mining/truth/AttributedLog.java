package io.sojourn.mining.truth;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.AttributeTypes;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogField;
import io.sojourn.mining.log.LogPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a log whose events have texts as attributes: those that were set last, until they are set again. */
public final class AttributedLog {
    private final LogAppender appender = new LogAppender();
    private final LogPart part = appender.begin();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** From the next event on; null for none. */
    public AttributedLog set(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    public AttributedLog add(
            String caseId, String activity, String lifecycle, long timeMicros, String resource, String team) {
        appender.set(LogField.CASE, caseId);
        appender.set(LogField.ACTIVITY, activity);
        appender.set(LogField.LIFECYCLE, lifecycle);
        appender.set(LogField.RESOURCE, resource);
        appender.set(LogField.TEAM, team);
        attributes.forEach((name, value) -> {
            if (value != null) {
                appender.attribute(appender.attributeColumn(name), value, ColumnType.TEXT);
            }
        });
        appender.add(timeMicros);
        return this;
    }

    public EventLog build() {
        return EventLogBuilder.build(List.of(part), AttributeTypes.TEXT_ONLY);
    }
}
