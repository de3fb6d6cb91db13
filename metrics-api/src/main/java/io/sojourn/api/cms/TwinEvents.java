package io.sojourn.api.cms;

import io.sojourn.definition.CmsRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The first parts of {@link TwinSql}'s queries: effective events in the order of their cases, with their marks. */
final class TwinEvents {
    private final ProcessDefinition definition;
    private final CmsRule rule;
    private final Long asOf;
    private final Map<String, String> sql;

    /** @param asOf a past instant up to which events count; null: all do */
    TwinEvents(ProcessDefinition definition, Long asOf) {
        this.definition = definition;
        this.rule = definition.cms();
        this.asOf = asOf;
        this.sql = rule.sql(definition);
    }

    List<String> parts() {
        return List.of(newest(), effective(), placed(), carried(), marked());
    }

    private Set<String> needed() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Mark.values()).filter(m -> !m.isOfPas()).forEach(m -> names.add(m.part()));
        return rule.columns(definition, names);
    }

    private List<Column> carriedColumns(Set<String> needed) {
        List<Column> all = definition.eventColumns();
        return all.subList(EventColumns.FIRST_ATTRIBUTE, all.size()).stream()
                .filter(c -> needed.contains(c.name()))
                .toList();
    }

    private List<String> ownColumns(Set<String> needed) {
        Set<String> apart = Set.of("case_id", "source", "event_id", "sequence", "time");
        return definition.eventColumns().subList(0, EventColumns.FIRST_ATTRIBUTE).stream()
                .map(Column::name)
                .filter(name -> needed.contains(name) && !apart.contains(name))
                .toList();
    }

    /** Of each event the row with the newest content. */
    private String newest() {
        return "newest AS (\n  SELECT * FROM events WHERE process = " + text(definition.process())
                + "\n  QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1)";
    }

    /** Events as they are now: identity and sequence of the first row, content of the newest. */
    private String effective() {
        Set<String> needed = needed();
        List<String> columns = new ArrayList<>(ownColumns(needed));
        carriedColumns(needed).forEach(c -> columns.add(c.name()));
        if (rule.payer() != null && !columns.contains(rule.payer())) {
            columns.add(rule.payer());
        }
        String list = columns.stream().map(c -> ", n." + name(c)).collect(Collectors.joining());
        return "effective AS (\n  SELECT n.case_id, n.source, n.event_id, a.\"sequence\", n.\"time\"" + list
                + "\n  FROM newest n JOIN events a ON a.process = n.process AND a.case_id = n.case_id"
                + " AND a.source = n.source AND a.event_id = n.event_id\n  WHERE a.operation = 'append' AND"
                + " n.operation <> 'retract'"
                + (asOf == null ? "" : " AND n.\"time\" <= " + TwinDays.time(asOf))
                + ")";
    }

    private static String placed() {
        return "placed AS (\n  SELECT *, row_number() OVER (PARTITION BY case_id ORDER BY \"time\", source, \"sequence\","
                + " event_id) AS n FROM effective)";
    }

    /** A value is that of the last event that has one: rows between two such events have an equal count. */
    private String carried() {
        Set<String> needed = needed();
        List<String> counts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        ownColumns(needed).forEach(c -> values.add(name(c)));
        List<Column> carried = carriedColumns(needed);
        for (int i = 0; i < carried.size(); i++) {
            carry(carried.get(i).name(), "g" + i, name(carried.get(i).name()), counts, values);
        }
        if (rule.payer() == null) {
            values.add("'" + FactTable.NONE + "' AS of_payer");
        } else {
            carry(rule.payer(), "g_payer", "of_payer", counts, values);
        }
        String counted = counts.isEmpty() ? "" : ", " + String.join(", ", counts);
        return "carried AS (\n  SELECT case_id, source, event_id, \"sequence\", \"time\", n, "
                + String.join(",\n    ", values) + "\n  FROM (SELECT *" + counted + " FROM placed))";
    }

    private static void carry(String column, String group, String as, List<String> counts, List<String> values) {
        counts.add("count(" + name(column) + ") OVER (PARTITION BY case_id ORDER BY n) AS " + group);
        values.add("max(" + name(column) + ") OVER (PARTITION BY case_id, " + group + ") AS " + as);
    }

    private String marked() {
        String flags = Arrays.stream(Mark.values())
                .filter(m -> !m.isOfPas())
                .map(m -> ",\n    coalesce((" + sql.getOrDefault(m.part(), m.missing()) + "), FALSE) AS is_" + m.part())
                .collect(Collectors.joining());
        return "marked AS (\n  SELECT case_id, n, \"time\" AS happened, coalesce(of_payer, '" + FactTable.NONE
                + "') AS of_payer" + flags + "\n  FROM carried)";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
