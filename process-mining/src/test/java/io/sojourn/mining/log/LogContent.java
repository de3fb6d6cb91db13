package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything that a log has, event by event, as texts: what two equal logs have in common. */
public final class LogContent {
    private LogContent() {}

    public static List<String> of(EventLog log) {
        return of(log.all());
    }

    public static List<String> of(Selection selection) {
        EventLog log = selection.log();
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < selection.cases(); k++) {
            int c = selection.caseAt(k);
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                if (selection.hasEvent(i)) {
                    lines.add(event(selection, c, i));
                }
            }
        }
        return lines;
    }

    private static String event(Selection selection, int c, int i) {
        EventLog log = selection.log();
        TreeMap<String, Object> attributes = new TreeMap<>();
        for (String name : log.attributeNames()) {
            Attribute attribute = log.attribute(name);
            Object value = attribute.value(attribute.perCase() ? c : i);
            if (value != null) {
                attributes.put(name, attribute.type() + " " + value);
            }
        }
        int instance = log.instances().at(i);
        return String.join(
                "|",
                log.caseId(c),
                name(log.activityNames(), log.activities().at(i)),
                name(log.lifecycleNames(), log.lifecycles().at(i)),
                name(log.resourceNames(), log.resources().at(i)),
                name(log.teamNames(), log.teams().at(i)),
                instance < 0 ? "-" : log.instanceNames().get(instance),
                log.times()[i] + "/" + (selection.hasStarts() ? selection.starts()[i] : "-"),
                attributes.toString());
    }

    private static String name(List<String> names, int code) {
        return code < 0 ? "-" : names.get(code);
    }
}
