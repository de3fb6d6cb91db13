package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Note;
import io.sojourn.api.resources.ChosenCases;
import io.sojourn.api.resources.Snapshot;
import io.sojourn.definition.CmsRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.EventColumns;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The effective events that mean something to a request, with their marks, case by case and in the order of the case; attributes
 * and the payer are carried forward, as everywhere. Costs a scan and a sort of the process's events.
 */
final class MarkedEvents {
    private static final String ORDER = "\"time\", source, sequence, event_id";
    private static final String PAYER = "x$payer";

    private final Snapshot snapshot;
    private final ProcessDefinition definition;
    private final CmsRule rule;
    private final boolean withPas;
    private final List<CmsRule.Part> texts;
    private final Map<String, String> sql;

    /** @param withPas whether events have the marks and texts of {@code pas} */
    MarkedEvents(Snapshot snapshot, boolean withPas) {
        this.snapshot = snapshot;
        this.definition = snapshot.history().newest().definition();
        this.rule = definition.cms();
        this.withPas = withPas;
        this.texts = withPas ? pasTexts(rule) : List.of();
        this.sql = rule.sql(definition);
    }

    /** The parts whose values are texts, in the order in which notes have them. */
    static List<CmsRule.Part> pasTexts(CmsRule rule) {
        List<String> marks = Arrays.stream(Mark.values()).map(Mark::part).toList();
        return rule.parts().stream().filter(p -> !marks.contains(p.name())).toList();
    }

    void tell(RequestFold fold) throws SQLException {
        Set<String> needed = columns();
        refuseMasked(needed);
        snapshot.list(select(needed), row -> {
            fold.take(row.getString("case_id"), row.getString(PAYER), note(row));
            return null;
        });
        fold.end();
    }

    private List<Mark> marks() {
        return Arrays.stream(Mark.values()).filter(m -> withPas || !m.isOfPas()).toList();
    }

    private Set<String> columns() {
        Set<String> parts = new TreeSet<>();
        marks().forEach(m -> parts.add(m.part()));
        texts.forEach(t -> parts.add(t.name()));
        return rule.columns(definition, parts);
    }

    /** A condition over tokens would be false, and the figures wrong without a word. */
    private void refuseMasked(Set<String> needed) {
        Set<String> masked = new TreeSet<>(snapshot.tables().sight().scope().masked());
        if (masked.contains("case_id")) {
            // They may hold the case's id: tokens stand in their place too.
            masked.addAll(List.of("event_id", "instance"));
        }
        masked.retainAll(needed);
        if (!masked.isEmpty()) {
            throw new SojournException(
                    ErrorCode.REFUSED_QUERY,
                    "the figures are made from columns that you are not shown: " + String.join(", ", masked) + ".",
                    "Maybe ask somebody who may see them.");
        }
    }

    private static String flag(Mark mark) {
        return "x$" + mark.part();
    }

    private Note note(ResultSet row) throws SQLException {
        int marks = 0;
        for (Mark m : marks()) {
            marks |= row.getBoolean(flag(m)) ? m.bit() : 0;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            values.add(row.getString("x$text" + i));
        }
        return new Note(row.getLong("x$t"), marks, values);
    }

    private String select(Set<String> needed) throws SQLException {
        List<String> out = new ArrayList<>(List.of("case_id", "epoch_us(\"time\") AS \"x$t\"", "\"" + PAYER + "\""));
        marks().forEach(m ->
                out.add("coalesce((" + sql.getOrDefault(m.part(), m.missing()) + "), FALSE) AS \"" + flag(m) + '"'));
        for (int i = 0; i < texts.size(); i++) {
            out.add("(" + sql.get(texts.get(i).name()) + ") AS \"x$text" + i + "\"");
        }
        out.addAll(List.of("source", "sequence", "event_id"));
        String happens = marks().stream()
                .filter(Mark::happens)
                .map(m -> '"' + flag(m) + '"')
                .collect(Collectors.joining(" OR "));
        return "SELECT * FROM (SELECT " + String.join(", ", out) + " FROM (" + carried(needed) + ")) WHERE " + happens
                + " ORDER BY case_id, \"x$t\", source, sequence, event_id";
    }

    private String carried(Set<String> needed) throws SQLException {
        List<Column> all = definition.eventColumns();
        Set<String> own = new TreeSet<>(List.of("case_id", "time", "source", "sequence", "event_id"));
        List<String> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i).name();
            if (own.contains(name) || i < EventColumns.FIRST_ATTRIBUTE && needed.contains(name)) {
                out.add(Snapshot.name(name));
            } else if (needed.contains(name)) {
                out.add(carry(name) + " AS " + Snapshot.name(name));
            }
        }
        String payer = rule.payer() == null ? "CAST(NULL AS VARCHAR)" : carry(rule.payer());
        out.add("coalesce(" + payer + ", '" + FactTable.NONE + "') AS \"" + PAYER + "\"");
        return "SELECT " + String.join(", ", out) + " FROM " + ChosenCases.effective(snapshot)
                + " WINDOW w AS (PARTITION BY case_id ORDER BY " + ORDER + " ROWS UNBOUNDED PRECEDING)";
    }

    private static String carry(String column) {
        return "last_value(" + Snapshot.name(column) + " IGNORE NULLS) OVER w";
    }
}
