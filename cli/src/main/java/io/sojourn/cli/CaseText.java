package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One case for people: a line for each event, and under it what the definition made of that instant. */
final class CaseText {
    private record Line(Instant at, int rank, String text) {}

    private CaseText() {}

    static String of(JsonNode c) {
        StringBuilder out = new StringBuilder();
        out.append("Case ").append(c.get("case_id").asText());
        out.append(", as of ").append(c.get("as_of").asText()).append("\n\n");
        for (JsonNode e : c.get("episodes")) {
            out.append(episode(e));
        }
        out.append('\n');
        List<Line> lines = new ArrayList<>();
        c.get("events").forEach(e -> lines.add(new Line(at(e, "time"), 0, event(e))));
        c.get("stays").forEach(s -> stay(s, lines));
        c.get("sla_clocks").forEach(s -> clock(s, lines));
        c.get("handoffs").forEach(h -> lines.add(new Line(at(h, "picked_up_at"), 3, handoff(h))));
        c.get("exceptions")
                .forEach(x -> lines.add(new Line(at(x, "time"), 1, "    exception: " + text(x, "category"))));
        c.get("case_relations").forEach(r -> lines.add(new Line(at(r, "since"), 1, relation(r))));
        c.get("named_by").forEach(r -> lines.add(new Line(at(r, "since"), 3, namedBy(r))));
        lines.sort(Comparator.comparing(Line::at).thenComparingInt(Line::rank));
        lines.forEach(l -> out.append(l.text()).append('\n'));
        return out.toString();
    }

    private static String episode(JsonNode e) {
        String end = e.get("closed_at").isNull()
                ? "open"
                : "closed " + text(e, "closed_at") + (text(e, "closed_by").equals("silence") ? " by silence" : "");
        return String.format(
                Locale.ROOT,
                "Episode %s: %s events, %s touches, %s rework, %s handoffs, %s exceptions; from %s; %s%n",
                text(e, "episode"),
                text(e, "events"),
                text(e, "touches"),
                text(e, "rework"),
                text(e, "handoffs"),
                text(e, "exceptions"),
                text(e, "started_at"),
                end);
    }

    private static String event(JsonNode e) {
        StringBuilder line = new StringBuilder();
        line.append(text(e, "time")).append("  ").append(text(e, "activity"));
        line.append(" (").append(text(e, "lifecycle")).append(')');
        for (String name : List.of("resource", "team", "outcome", "reason")) {
            if (!e.path(name).isNull() && !e.path(name).isMissingNode()) {
                line.append("  ").append(name).append('=').append(text(e, name));
            }
        }
        if (!text(e, "operation").equals("append")) {
            line.append("  [")
                    .append(text(e, "operation"))
                    .append(" of ")
                    .append(text(e, "event_id"))
                    .append(']');
        }
        return line.toString();
    }

    private static void stay(JsonNode s, List<Line> lines) {
        String queue = text(s, "queue");
        lines.add(new Line(at(s, "entered_at"), 2, "    enters " + queue));
        if (!s.get("left_at").isNull()) {
            Duration waited = Duration.between(at(s, "entered_at"), at(s, "left_at"));
            lines.add(new Line(
                    at(s, "left_at"),
                    waited.isZero() ? 3 : 1,
                    "    leaves " + queue + " after " + Terminal.duration(waited)
                            + (text(s, "ended_by").equals("closed") ? " (the case closed)" : "")));
        }
    }

    private static void clock(JsonNode s, List<Line> lines) {
        String sla = text(s, "sla");
        lines.add(new Line(at(s, "started_at"), 2, "    clock " + sla + " starts, due " + text(s, "due_at")));
        String state = text(s, "state");
        if (state.equals("breached")) {
            lines.add(new Line(at(s, "due_at"), 2, "    clock " + sla + " BREACHED at " + text(s, "due_at")));
        }
        if (!s.get("stopped_at").isNull()) {
            lines.add(new Line(at(s, "stopped_at"), 1, "    clock " + sla + " stops: " + state));
        }
    }

    private static String handoff(JsonNode h) {
        Duration delay = Duration.between(at(h, "released_at"), at(h, "picked_up_at"));
        String took = delay.isNegative()
                ? "picked up " + Terminal.duration(delay.negated()) + " before it was released"
                : "picked up after " + Terminal.duration(delay);
        return "    handoff " + text(h, "from_party") + " -> " + text(h, "to_party") + ", " + took;
    }

    private static String namedBy(JsonNode r) {
        return text(r, "since") + "  is named by case " + text(r, "case_id") + " of process " + text(r, "process")
                + as(r);
    }

    private static String as(JsonNode r) {
        return r.get("relation").isNull() ? "" : " as " + text(r, "relation");
    }

    private static String relation(JsonNode r) {
        String of = r.get("related_process").isNull() ? "" : " of process " + text(r, "related_process");
        return "    names case " + text(r, "related_case_id") + of + as(r);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static Instant at(JsonNode node, String name) {
        return Instant.parse(node.get(name).asText());
    }
}
