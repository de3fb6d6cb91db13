package io.sojourn.mining.log;

import io.sojourn.event.Limits;
import io.sojourn.mining.log.SavedDirectory.Column;
import io.sojourn.mining.log.SavedDirectory.Kind;
import io.sojourn.mining.log.SavedDirectory.Per;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Opens one saved log, and believes nothing that it says without looking. */
final class SavedLogReader {
    /** More than the columns that every log has. */
    private static final int OWN_COLUMNS = 50;

    private final Path path;

    SavedLogReader(Path path) {
        this.path = path;
    }

    SavedLogs.Saved open() {
        try (SavedFile file = new SavedFile(path)) {
            SavedDirectory directory = file.directory();
            if (directory.columns() == null
                    || directory.columns().size() > Limits.LOG_ATTRIBUTES + OWN_COLUMNS
                    || directory.events() < 0
                    || directory.cases() < 0) {
                throw file.damaged("its directory is incomplete");
            }
            Map<String, Column> columns = new HashMap<>();
            Map<String, Supplier<Attribute>> attributes = new LinkedHashMap<>();
            for (Column column : directory.columns()) {
                if (column == null || column.name() == null || column.kind() == null || column.per() == null) {
                    throw file.damaged("its directory has a column without a name or kind");
                }
                columns.put(column.name(), column);
                if (column.name().startsWith("@") && column.type() != null) {
                    attributes.put(column.name().substring(1), () -> attribute(column, directory));
                }
            }
            EventLog log = new Core(file, directory, columns).log(new AttributeTable(attributes));
            return new SavedLogs.Saved(log, directory.rejected(), directory.notApplied());
        }
    }

    /** Reads an attribute; the file is opened again for it. */
    private Attribute attribute(Column column, SavedDirectory directory) {
        try (SavedFile file = new SavedFile(path)) {
            Core core = new Core(file, directory, Map.of());
            boolean perCase = column.per() == Per.CASE;
            int places = perCase ? directory.cases() : directory.events();
            return switch (column.type()) {
                case TEXT -> {
                    Texts texts = core.texts(column, true);
                    yield new Attribute.Text(perCase, core.codes(column, places, texts.size()), texts);
                }
                case BOOLEAN -> new Attribute.Truth(perCase, core.codes(column, places, 2));
                case INTEGER, TIME ->
                    new Attribute.Whole(perCase, column.type(), core.sized(file.longs(column.values()), places));
                case NUMBER -> {
                    double[] values = file.doubles(column.values());
                    if (values.length != places) {
                        throw file.damaged("column " + column.name() + " has " + values.length + " values");
                    }
                    yield new Attribute.Real(perCase, values);
                }
            };
        }
    }

    /** The columns that every log has. */
    private record Core(SavedFile file, SavedDirectory directory, Map<String, Column> columns) {
        EventLog log(AttributeTable attributes) {
            int events = directory.events();
            long[] times = sized(file.longs(column("time", Kind.LONG).values()), events);
            int[] offsets = file.ints(column("offsets", Kind.INT).values());
            Texts caseIds = texts(column("case", Kind.TEXTS), false);
            Column start = columns.get("start");
            long[] starts = start == null ? null : sized(file.longs(start.values()), events);
            String[] names = {"activity", "lifecycle", "resource", "team", "instance"};
            Codes[] codes = new Codes[names.length];
            Texts[] texts = new Texts[names.length];
            Parallel.run(names.length + 1, i -> {
                if (i == names.length) {
                    check(offsets, caseIds, times, starts);
                } else {
                    texts[i] = texts(column(names[i], null), true);
                    codes[i] = codes(column(names[i], null), events, texts[i].size());
                }
            });
            if (bounds(codes[0])[0] < 0) {
                throw file.damaged("an event has no activity");
            }
            LogColumns made = new LogColumns(
                    codes[0], times, starts, codes[1], codes[2], codes[3], codes[4], texts[0], texts[1], texts[2],
                    texts[3], texts[4]);
            return new EventLog(caseIds, offsets, made, attributes);
        }

        private Column column(String name, Kind kind) {
            Column column = columns.get(name);
            if (column == null || kind != null && column.kind() != kind) {
                throw file.damaged("it has no column " + name);
            }
            return column;
        }

        long[] sized(long[] values, int places) {
            if (values.length != places) {
                throw file.damaged("a column has " + values.length + " values instead of " + places);
            }
            return values;
        }

        private void check(int[] offsets, Texts caseIds, long[] times, long[] starts) {
            checkCases(offsets, caseIds, times);
            if (starts != null) {
                checkTimes(starts);
            }
        }

        private void checkCases(int[] offsets, Texts caseIds, long[] times) {
            boolean fits = offsets.length == directory.cases() + 1
                    && caseIds.size() == directory.cases()
                    && offsets[0] == 0
                    && offsets[offsets.length - 1] == times.length;
            for (int c = 0; fits && c + 1 < offsets.length; c++) {
                fits = offsets[c] < offsets[c + 1];
            }
            if (!fits) {
                throw file.damaged("its cases don't fit its events");
            }
            checkTimes(times);
            for (int c = 0; c + 1 < offsets.length; c++) {
                for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                    if (times[i - 1] > times[i]) {
                        throw file.damaged("the events of a case are not in the order of their times");
                    }
                }
            }
        }

        private void checkTimes(long[] times) {
            for (long time : times) {
                if (time < Limits.MIN_TIME_MICROS || time >= Limits.MAX_TIME_MICROS) {
                    throw file.damaged("a time is not between 1970-01-01 and 2100-01-01 UTC");
                }
            }
        }

        Texts texts(Column column, boolean sorted) {
            int[] ends = file.ints(column.textEnds());
            byte[] bytes = file.bytes(column.texts());
            int[] offsets = new int[ends.length + 1];
            for (int i = 0; i < ends.length; i++) {
                offsets[i + 1] = ends[i];
                if (ends[i] < offsets[i] || ends[i] > bytes.length) {
                    throw file.damaged("a text of column " + column.name() + " has no length");
                }
            }
            if (offsets[ends.length] != bytes.length) {
                throw file.damaged("the texts of column " + column.name() + " don't end where they should");
            }
            Texts texts = new Texts(bytes, offsets);
            for (int i = 1; sorted && i < texts.size(); i++) {
                if (texts.compare(i - 1, i) >= 0) {
                    throw file.damaged("the texts of column " + column.name() + " are not sorted");
                }
            }
            return texts;
        }

        Codes codes(Column column, int places, int texts) {
            Codes codes =
                    switch (column.kind()) {
                        case CONSTANT -> Codes.constant(places, column.constant());
                        case CODE1 -> Codes.of(file.bytes(column.values()));
                        case CODE2 -> Codes.of(file.chars(column.values()));
                        case CODE4 -> Codes.of(file.ints(column.values()));
                        default -> throw file.damaged("column " + column.name() + " has no codes");
                    };
            int[] bounds = bounds(codes);
            if (codes.size() != places || bounds[0] < Dictionary.MISSING || bounds[1] >= texts) {
                throw file.damaged("column " + column.name() + " has codes beyond its " + texts + " texts");
            }
            return codes;
        }

        /** The least and the greatest code. */
        private static int[] bounds(Codes codes) {
            int[] bounds = {0, Dictionary.MISSING};
            int[] stretch = new int[1 << 12];
            for (int from = 0; from < codes.size(); from += stretch.length) {
                int to = Math.min(codes.size(), from + stretch.length);
                codes.read(from, to, stretch, 0);
                widen(bounds, stretch, to - from);
            }
            return bounds;
        }

        private static void widen(int[] bounds, int[] codes, int count) {
            int least = bounds[0];
            int greatest = bounds[1];
            for (int i = 0; i < count; i++) {
                least = Math.min(least, codes[i]);
                greatest = Math.max(greatest, codes[i]);
            }
            bounds[0] = least;
            bounds[1] = greatest;
        }
    }
}
