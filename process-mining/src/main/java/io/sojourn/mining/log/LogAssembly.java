package io.sojourn.mining.log;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sorts the events of parts by case and time, and puts each column together, on all processors. */
final class LogAssembly {
    private final List<LogPart> parts;
    private final AttributeTypes types;
    private final int[] firstRows;
    private final int rows;

    private Texts caseIds;
    private int[] offsets;
    /** Where the event of each row goes. */
    private int[] places;

    private long[] times;

    LogAssembly(List<LogPart> parts, AttributeTypes types) {
        this.parts = parts;
        this.types = types;
        this.firstRows = new int[parts.size()];
        long count = 0;
        for (int i = 0; i < firstRows.length; i++) {
            firstRows[i] = (int) count;
            count += parts.get(i).size;
            if (count > EventLog.MOST_EVENTS) {
                throw new SojournException(
                        ErrorCode.OVER_LIMIT,
                        "the log has more than " + EventLog.MOST_EVENTS + " events.",
                        "Maybe split it by time.");
            }
        }
        this.rows = (int) count;
    }

    EventLog assemble() {
        groupByCase();
        sortByTime();
        ColumnJoin[] columns = new ColumnJoin[LogPart.FIELDS];
        long[][] starts = new long[1][];
        Parallel.run(LogPart.FIELDS, f -> {
            if (f == LogField.CASE.ordinal()) {
                starts[0] = starts();
            } else {
                columns[f] = ColumnJoin.ofField(parts, firstRows, f).join(places, rows);
            }
        });
        AttributeTable attributes = attributes();
        return new EventLog(caseIds, offsets, columns(columns, starts[0]), attributes);
    }

    private LogColumns columns(ColumnJoin[] c, long[] starts) {
        ColumnJoin activity = c[LogField.ACTIVITY.ordinal()];
        ColumnJoin lifecycle = c[LogField.LIFECYCLE.ordinal()];
        ColumnJoin resource = c[LogField.RESOURCE.ordinal()];
        ColumnJoin team = c[LogField.TEAM.ordinal()];
        ColumnJoin instance = c[LogField.INSTANCE.ordinal()];
        return new LogColumns(
                activity.codes(),
                times,
                starts,
                lifecycle.codes(),
                resource.codes(),
                team.codes(),
                instance.codes(),
                activity.texts(),
                lifecycle.texts(),
                resource.texts(),
                team.texts(),
                instance.texts());
    }

    /** Numbers the cases by their first event, and gives each row its place among the events of its case. */
    private void groupByCase() {
        Dictionary cases = new Dictionary();
        Map<LogAppender, int[]> translations = new LinkedHashMap<>();
        places = new int[rows];
        for (int p = 0; p < parts.size(); p++) {
            LogPart part = parts.get(p);
            Dictionary own = part.appender.dictionaries[LogField.CASE.ordinal()];
            int[] translation = translations.computeIfAbsent(part.appender, a -> filled(own.size()));
            part.codes[LogField.CASE.ordinal()].read(places, firstRows[p]);
            for (int row = firstRows[p], end = row + part.size; row < end; row++) {
                int code = places[row];
                if (translation[code] < 0) {
                    translation[code] = cases.codeOf(own, code);
                }
                places[row] = translation[code];
            }
        }
        caseIds = cases.texts();
        offsets = new int[caseIds.size() + 1];
        for (int c : places) {
            offsets[c + 1]++;
        }
        for (int c = 0; c < caseIds.size(); c++) {
            offsets[c + 1] += offsets[c];
        }
        int[] next = offsets.clone();
        for (int row = 0; row < rows; row++) {
            places[row] = next[places[row]]++;
        }
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, Dictionary.MISSING);
        return array;
    }

    private void sortByTime() {
        times = scatteredTimes();
        if (areSorted()) {
            return;
        }
        int[] order = IntStream.range(0, rows).toArray();
        int[] spare = new int[rows];
        for (int c = 0; c < caseIds.size(); c++) {
            StableSort.sort(order, offsets[c], offsets[c + 1], times, spare);
        }
        int[] moved = spare;
        for (int i = 0; i < rows; i++) {
            moved[order[i]] = i;
        }
        for (int row = 0; row < rows; row++) {
            places[row] = moved[places[row]];
        }
        times = scatteredTimes();
    }

    private boolean areSorted() {
        for (int c = 0; c < caseIds.size(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                if (times[i - 1] > times[i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private long[] scatteredTimes() {
        long[] scattered = new long[rows];
        Parallel.run(parts.size(), p -> parts.get(p).times.scatter(places, firstRows[p], scattered));
        return scattered;
    }

    private long[] starts() {
        if (parts.stream().allMatch(p -> p.starts == null)) {
            return null;
        }
        long[] starts = new long[rows];
        for (int p = 0; p < parts.size(); p++) {
            LogPart part = parts.get(p);
            (part.starts == null ? part.times : part.starts).scatter(places, firstRows[p], starts);
        }
        return starts;
    }

    private AttributeTable attributes() {
        Map<String, ColumnJoin> joins = new LinkedHashMap<>();
        parts.stream()
                .map(p -> p.appender)
                .distinct()
                .flatMap(a -> a.attributeNames.stream())
                .forEach(name -> joins.computeIfAbsent(name, n -> ColumnJoin.ofAttribute(parts, firstRows, n)));
        if (joins.isEmpty()) {
            return AttributeTable.NONE;
        }
        List<String> names = List.copyOf(joins.keySet());
        Attribute[] made = new Attribute[names.size()];
        Parallel.run(
                made.length,
                i -> made[i] = TypedColumn.of(
                        joins.get(names.get(i)).join(places, rows),
                        joins.get(names.get(i)).kinds(),
                        offsets,
                        types));
        Map<String, Supplier<Attribute>> sources = new LinkedHashMap<>();
        for (int i = 0; i < made.length; i++) {
            Attribute attribute = made[i];
            if (joins.get(names.get(i)).texts().size() > 0 || isDeclared(names.get(i))) {
                sources.put(names.get(i), () -> attribute);
            }
        }
        return new AttributeTable(sources);
    }

    private boolean isDeclared(String attribute) {
        return parts.stream().anyMatch(p -> p.appender.declared.contains(attribute));
    }
}
