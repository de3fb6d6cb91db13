package io.sojourn.definition;

import io.sojourn.definition.ExpressionList.Kind;
import io.sojourn.definition.YamlValue.Entry;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.EventColumns;
import io.sojourn.event.Limits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the root of a definition: what stands outside the sections that have readers of their own. */
final class DefinitionReader {
    static final Pattern COLUMN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final long HOUR = 3_600_000_000L;
    private static final List<Long> AGES = List.of(HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR);
    /** Each dimension is a column of most tables and part of the key of every aggregate. */
    static final int DIMENSIONS = 32;

    private static final Pattern RELATION_NAME = Pattern.compile("[^ :%]+");
    private static final int RELATIONS = 100;

    private final YamlMap root;
    private final String text;
    private final ExpressionList expressions;

    DefinitionReader(YamlValue root, String text, ExpressionList expressions) {
        this.root = root.map(Section.ROOT);
        this.text = text;
        this.expressions = expressions;
    }

    ProcessDefinition read() {
        String process = root.need("process").name();
        ZoneId zone = root.or(ZoneId.of("UTC"), "timezone", CalendarReader::zone);
        ColumnChecks checks = new ColumnChecks();
        List<CalendarRule> calendars = calendars(zone);
        List<Column> attributes = attributes(checks);
        List<String> dimensions = dimensions(checks, attributes);
        List<CaseColumn> caseColumns = caseColumns(checks);
        List<QueueRule> queues = queues();
        List<String> calendarNames = names(calendars, CalendarRule::name);
        List<SlaRule> slas = new SlaReader(expressions, calendarNames).read(root.get("slas"));
        List<String> slaNames = names(slas, SlaRule::name);
        List<String> queueNames = names(queues, QueueRule::name);
        ProcessDefinition definition = new ProcessDefinition(
                process,
                root.or(1, "version", DefinitionReader::version),
                root.or(process, "title", YamlValue::name),
                zone,
                calendars,
                attributes,
                dimensions,
                condition(root, "close"),
                root.or(null, "close_after", Spans::positive),
                root.or(HOUR, "lateness", Spans::duration),
                caseColumns,
                relations(),
                queues,
                handoffs(),
                exceptions(),
                slas,
                new MeasureReader(expressions, process, dimensions).read(root.get("measures")),
                new StaffingReader(queueNames, calendarNames, slaNames).read(root.get("staffing")),
                new CmsReader(expressions, dimensions, calendarNames).read(root.get("cms_0057")),
                root.or(null, "retain", Spans::positive),
                pseudonymise(attributes),
                text);
        checks.check(definition);
        return definition;
    }

    private Expression condition(YamlMap map, String key) {
        return map.or(null, key, value -> expressions.add(value, Kind.EVENT_CONDITION));
    }

    private Expression needCondition(YamlMap map, String key) {
        return expressions.add(map.need(key), Kind.EVENT_CONDITION);
    }

    private static int version(YamlValue value) {
        if (!value.text().matches("[1-9][0-9]{0,8}")) {
            throw value.error("version is " + Words.show(value.text()) + ", not a whole number from 1.", null);
        }
        return Integer.parseInt(value.text());
    }

    private List<CalendarRule> calendars(ZoneId zone) {
        List<CalendarRule> calendars = new ArrayList<>();
        for (Entry e : entries("calendars")) {
            calendars.add(CalendarReader.read(e, zone));
        }
        return List.copyOf(calendars);
    }

    private List<Column> attributes(ColumnChecks checks) {
        List<Column> attributes = new ArrayList<>();
        List<String> types =
                Arrays.stream(ColumnType.values()).map(ColumnType::word).toList();
        for (Entry e : entries("attributes")) {
            columnName(e.key(), e.name());
            String type = e.value().oneOf(types);
            attributes.add(new Column(e.name(), ColumnType.values()[types.indexOf(type)]));
            checks.declared(e.name(), e.key(), "attribute");
        }
        if (attributes.size() > Limits.ATTRIBUTES) {
            throw root.get("attributes").error("more than " + Limits.ATTRIBUTES + " attributes.", null);
        }
        return List.copyOf(attributes);
    }

    private List<String> dimensions(ColumnChecks checks, List<Column> attributes) {
        YamlValue list = root.get("dimensions");
        if (list == null) {
            return List.of();
        }
        List<Column> columns = EventColumns.with(attributes);
        List<String> known = names(columns, Column::name);
        List<String> names = list.names();
        for (YamlValue item : list.items()) {
            String name = item.reference("column", known);
            ColumnType type = columns.get(known.indexOf(name)).type();
            if (type != ColumnType.TEXT) {
                throw item.error(
                        "dimension " + name + " is " + type.word() + "; only text columns split figures.", null);
            }
            checks.declared(name, item, "dimension");
        }
        if (names.size() > DIMENSIONS) {
            throw list.error("more than " + DIMENSIONS + " dimensions.", null);
        }
        return List.copyOf(names);
    }

    private List<String> pseudonymise(List<Column> attributes) {
        YamlValue list = root.get("pseudonymise");
        if (list == null) {
            return List.of();
        }
        List<String> known = names(attributes, Column::name);
        for (YamlValue item : list.items()) {
            ColumnType type = attributes
                    .get(known.indexOf(item.reference("attribute", known)))
                    .type();
            if (type != ColumnType.TEXT) {
                throw item.error(
                        "attribute " + item.text() + " is " + type.word() + "; only texts become pseudonyms.",
                        "Maybe declare it as text.");
            }
        }
        return List.copyOf(list.names());
    }

    private List<CaseColumn> caseColumns(ColumnChecks checks) {
        List<CaseColumn> columns = new ArrayList<>();
        for (Entry e : entries("case")) {
            columnName(e.key(), e.name());
            checks.declared(e.name(), e.key(), "case column");
            YamlMap map = e.value().map(Section.CASE_COLUMN);
            if (map.has("any") == map.has("count")) {
                throw map.error(e.value().path() + " needs either \"any\" or \"count\".", null);
            }
            boolean any = map.has("any");
            columns.add(new CaseColumn(
                    e.name(),
                    any ? CaseColumn.Kind.ANY : CaseColumn.Kind.COUNT,
                    needCondition(map, any ? "any" : "count")));
        }
        return List.copyOf(columns);
    }

    private static void columnName(YamlValue key, String name) {
        if (!COLUMN_NAME.matcher(name).matches()) {
            throw key.error(
                    Words.show(name) + " can't be the name of a column: letters, digits and _, at most 63.",
                    "Maybe " + Words.show(name.replaceAll("[^A-Za-z0-9_]+", "_")) + ".");
        }
    }

    private List<RelationRule> relations() {
        List<RelationRule> relations = new ArrayList<>();
        for (Entry e : entries("relations")) {
            if (!RELATION_NAME.matcher(e.name()).matches()) {
                throw e.key()
                        .error(
                                Words.show(e.name()) + " can't be the name of a relation: no blank, no colon, no %.",
                                "Maybe " + Words.show(e.name().replaceAll("[ :%]+", "_")) + ".");
            }
            relations.add(new RelationRule(
                    e.name(), e.value().map(Section.RELATION).need("process").name()));
        }
        if (relations.size() > RELATIONS) {
            throw root.get("relations").error("more than " + RELATIONS + " relations.", null);
        }
        return List.copyOf(relations);
    }

    private List<QueueRule> queues() {
        List<QueueRule> queues = new ArrayList<>();
        for (Entry e : entries("queues")) {
            YamlMap map = e.value().map(Section.QUEUE);
            queues.add(new QueueRule(
                    e.name(),
                    map.or(e.name(), "title", YamlValue::name),
                    needCondition(map, "enter"),
                    needCondition(map, "leave"),
                    map.or("case", "per", v -> v.oneOf(List.of("case", "instance")))
                            .equals("instance"),
                    map.or(null, "waits_on", YamlValue::name),
                    map.or(AGES, "ages", DefinitionReader::ages)));
        }
        return List.copyOf(queues);
    }

    private static List<Long> ages(YamlValue list) {
        List<Long> ages = new ArrayList<>();
        for (YamlValue item : list.items()) {
            long age = Spans.positive(item);
            if (!ages.isEmpty() && age <= ages.get(ages.size() - 1)) {
                throw item.error(
                        list.path() + " must ascend: " + item.text() + " is not more than the one before.", null);
            }
            ages.add(age);
        }
        if (ages.isEmpty() || ages.size() > 100) {
            throw list.error(list.path() + " needs 1 to 100 bounds.", null);
        }
        return List.copyOf(ages);
    }

    private HandoffRule handoffs() {
        if (!root.has("handoffs")) {
            return null;
        }
        YamlMap map = root.get("handoffs").map(Section.HANDOFFS);
        boolean team = map.need("between").oneOf(List.of("team", "resource")).equals("team");
        return new HandoffRule(team ? HandoffRule.Party.TEAM : HandoffRule.Party.RESOURCE);
    }

    private ExceptionRule exceptions() {
        if (!root.has("exceptions")) {
            return null;
        }
        YamlMap map = root.get("exceptions").map(Section.EXCEPTIONS);
        Expression when = needCondition(map, "when");
        Expression category = map.has("category")
                ? expressions.add(map.get("category"), Kind.EVENT_TEXT)
                : expressions.add(map.get("when"), "exception", Kind.EVENT_TEXT);
        return new ExceptionRule(when, category);
    }

    private List<Entry> entries(String key) {
        return root.has(key) ? root.get(key).entries() : List.of();
    }

    private static <T> List<String> names(List<T> items, Function<T, String> name) {
        return items.stream().map(name).collect(Collectors.toList());
    }
}
