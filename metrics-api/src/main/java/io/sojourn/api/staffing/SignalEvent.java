package io.sojourn.api.staffing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is sent of a signal: a CloudEvents 1.0 event in structured JSON. Aggregates only; small counts are banded, so
 * that no case can be told from them.
 */
final class SignalEvent {
    static final String TYPE = "org.sojourn.staffing.signal.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SignalEvent() {}

    static String id(Signal s) {
        return s.signalId() + "-" + s.revision();
    }

    static String write(Signal s, String process, long expiresMicros, int smallCell) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id(s));
        event.put("source", "urn:sojourn:" + process);
        event.put("type", TYPE);
        event.put("subject", "queue/" + s.queue());
        event.put("time", s.updatedAt());
        event.put("datacontenttype", "application/json");
        event.put("sjnrevision", s.revision());
        event.set("data", data(s, expiresMicros, smallCell));
        return event.toString();
    }

    private static ObjectNode data(Signal s, long expiresMicros, int smallCell) {
        ObjectNode data = JSON.createObjectNode();
        data.put("signal_id", s.signalId());
        data.put("revision", s.revision());
        data.put("state", s.state());
        if (s.revision() > 1) {
            data.put("supersedes", s.revision() - 1);
        }
        data.putObject("scope").put("staffing", s.staffing()).put("queue", s.queue());
        data.set("window", JSON.valueToTree(s.window()));
        ObjectNode demand = data.putObject("demand");
        band(demand, "backlog", s.demand().backlog(), smallCell);
        band(demand, "due_in_window", s.demand().dueInWindow(), smallCell);
        band(demand, "past_due", s.demand().pastDue(), smallCell);
        demand.put("oldest_age_hours", s.demand().oldestAgeHours());
        demand.put("arrivals_per_hour", s.demand().arrivalsPerHour());
        data.set("capacity", JSON.valueToTree(s.capacity()));
        data.set("need", JSON.valueToTree(s.need()));
        data.set("reason", JSON.valueToTree(s.reason()));
        data.set("confidence", JSON.valueToTree(s.confidence()));
        data.put("opened_at", s.openedAt());
        if (s.resolvedAt() != null) {
            data.put("resolved_at", s.resolvedAt());
        }
        data.put(
                "expires_at",
                Instant.EPOCH.plus(expiresMicros, ChronoUnit.MICROS).toString());
        return data;
    }

    private static void band(ObjectNode node, String name, long count, int smallCell) {
        if (count > 0 && count < smallCell) {
            node.put(name, "<" + smallCell);
        } else {
            node.put(name, count);
        }
    }
}
