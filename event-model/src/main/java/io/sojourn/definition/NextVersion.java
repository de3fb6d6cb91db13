package io.sojourn.definition;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a newer version of a definition must keep, so that events and tables of all versions fit together. */
final class NextVersion {
    private NextVersion() {}

    /** Refuses a version whose attributes don't begin with those of the others, or whose columns are of other types. */
    static void check(List<DefinitionVersion> earlier, ProcessDefinition next) {
        ProcessDefinition newest = earlier.get(earlier.size() - 1).definition();
        checkAttributes(newest, next);
        Map<String, ColumnType> types = new HashMap<>();
        for (DefinitionVersion v : earlier) {
            columns(v.definition()).forEach((name, type) -> types.putIfAbsent(name, type));
        }
        columns(next).forEach((name, type) -> {
            if (types.getOrDefault(name, type) != type) {
                throw refused(
                        next,
                        "the column " + name + " of its tables is " + word(type) + ", and " + word(types.get(name))
                                + " in an earlier version",
                        "Maybe give it another name.");
            }
        });
    }

    private static void checkAttributes(ProcessDefinition before, ProcessDefinition next) {
        List<Column> now = next.attributes();
        for (int i = 0; i < before.attributes().size(); i++) {
            Column kept = before.attributes().get(i);
            if (i >= now.size() || !now.get(i).name().equals(kept.name())) {
                throw refused(
                        next,
                        "attribute " + kept.name() + " is number " + (i + 1) + " in version " + before.version()
                                + ", and "
                                + (i >= now.size() ? "nothing" : now.get(i).name()) + " is there now",
                        "Maybe keep the attributes as they are, and add new ones behind them.");
            }
            if (now.get(i).type() != kept.type()) {
                throw refused(
                        next,
                        "attribute " + kept.name() + " is " + word(now.get(i).type()) + ", and " + word(kept.type())
                                + " in version " + before.version(),
                        "Maybe add another attribute behind the others.");
            }
        }
    }

    /** Columns that a definition adds to tables of facts. */
    private static Map<String, ColumnType> columns(ProcessDefinition d) {
        Map<String, ColumnType> columns = new HashMap<>();
        d.dimensions().forEach(name -> columns.put(name, ColumnType.TEXT));
        for (CaseColumn c : d.caseColumns()) {
            columns.put(c.name(), c.kind() == CaseColumn.Kind.ANY ? ColumnType.BOOLEAN : ColumnType.INTEGER);
        }
        return columns;
    }

    private static String word(ColumnType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static SojournException refused(ProcessDefinition d, String why, String hint) {
        return new SojournException(
                ErrorCode.BAD_DEFINITION,
                "version " + d.version() + " of " + d.process() + " can't follow the others: " + why + ".",
                hint);
    }
}
