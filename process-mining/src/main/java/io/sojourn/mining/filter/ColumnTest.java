package io.sojourn.mining.filter;

import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.Codes;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Texts;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A test of values, made ready for the column of one log: where a value is missing, and which ones pass. */
final class ColumnTest {
    /** The columns that every log has. */
    private static final Map<String, ColumnType> OWN = Map.of(
            "case_id", ColumnType.TEXT,
            "activity", ColumnType.TEXT,
            "lifecycle", ColumnType.TEXT,
            "resource", ColumnType.TEXT,
            "team", ColumnType.TEXT,
            "instance", ColumnType.TEXT,
            "time", ColumnType.TIME);

    /** True for an index of the column's values. */
    private interface At {
        boolean test(int index);
    }

    private final boolean perCase;
    private final At present;
    private final At passes;

    private ColumnTest(boolean perCase, At present, At passes) {
        this.perCase = perCase;
        this.present = present;
        this.passes = passes;
    }

    static ColumnTest of(ValueTest test, EventLog log) {
        return switch (test.column()) {
            case "case_id" -> texts(test, true, null, log.caseIds());
            case "activity" -> texts(test, false, log.activities(), log.columnTexts("activity"));
            case "lifecycle" -> texts(test, false, log.lifecycles(), log.columnTexts("lifecycle"));
            case "resource" -> texts(test, false, log.resources(), log.columnTexts("resource"));
            case "team" -> texts(test, false, log.teams(), log.columnTexts("team"));
            case "instance" -> texts(test, false, log.instances(), log.instanceNames());
            case "time" -> whole(test, new Attribute.Whole(false, ColumnType.TIME, log.times()));
            default -> attribute(test, log);
        };
    }

    /** Names of the columns that are attributes. */
    static List<String> attributes(Collection<ValueTest> tests) {
        return tests.stream()
                .map(ValueTest::column)
                .filter(c -> !OWN.containsKey(c))
                .distinct()
                .toList();
    }

    /** Refuses a test that no log can answer whose attributes have these types. */
    static void check(ValueTest test, Map<String, ColumnType> attributes) {
        ColumnType type = OWN.getOrDefault(test.column(), attributes.get(test.column()));
        if (type == null) {
            throw unknown(test.column(), attributes.keySet());
        }
        boolean fits = test instanceof ValueTest.Missing
                || switch (type) {
                    case TEXT, BOOLEAN -> test instanceof ValueTest.In;
                    case INTEGER -> test instanceof ValueTest.In || test instanceof ValueTest.Numbers;
                    case NUMBER -> test instanceof ValueTest.Numbers;
                    case TIME -> test instanceof ValueTest.TimeRange;
                };
        if (!fits) {
            boolean isText = type == ColumnType.TEXT || type == ColumnType.BOOLEAN;
            throw mismatch(test, "of type " + type.word(), isText ? "in(…)" : "range(…)");
        }
    }

    private static SojournException unknown(String column, Collection<String> names) {
        String known = String.join(", ", names);
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "filter: the log has no attribute \"" + column + "\".",
                known.isEmpty()
                        ? "Maybe one of activity, lifecycle, resource, team, instance, time, case_id."
                        : "Maybe one of: " + (known.length() <= 400 ? known : known.substring(0, 400) + "…") + ".");
    }

    private static ColumnTest attribute(ValueTest test, EventLog log) {
        Attribute attribute = log.attribute(test.column());
        if (attribute == null) {
            throw unknown(test.column(), log.attributeNames());
        }
        if (attribute instanceof Attribute.Text text) {
            return texts(test, text.perCase(), text.codes(), text.texts());
        }
        if (attribute instanceof Attribute.Truth truth) {
            return texts(test, truth.perCase(), truth.codes(), null);
        }
        return attribute instanceof Attribute.Whole whole ? whole(test, whole) : real(test, (Attribute.Real) attribute);
    }

    /** @param texts null of truths; {@code codes} are null where the index is the code */
    private static ColumnTest texts(ValueTest test, boolean perCase, Codes codes, Texts texts) {
        At present = codes == null ? i -> true : i -> codes.at(i) >= 0;
        if (test instanceof ValueTest.Missing) {
            return new ColumnTest(perCase, present, i -> false);
        }
        if (!(test instanceof ValueTest.In in)) {
            throw mismatch(test, texts == null ? "true or false" : "a text", "in(…)");
        }
        Set<String> values = new HashSet<>(in.values());
        boolean[] passing = new boolean[texts == null ? 2 : texts.size()];
        IntStream.range(0, passing.length)
                .forEach(i -> passing[i] = values.contains(texts == null ? Boolean.toString(i == 1) : texts.get(i)));
        return new ColumnTest(perCase, present, codes == null ? i -> passing[i] : i -> passing[codes.at(i)]);
    }

    private static ColumnTest whole(ValueTest test, Attribute.Whole column) {
        long[] values = column.values();
        At present = i -> values[i] != Attribute.NO_LONG;
        boolean isTime = column.type() == ColumnType.TIME;
        if (test instanceof ValueTest.Missing) {
            return new ColumnTest(column.perCase(), present, i -> false);
        }
        if (test instanceof ValueTest.TimeRange range && isTime) {
            long min = range.min() == null ? Long.MIN_VALUE : range.min();
            long max = range.max() == null ? Long.MAX_VALUE : range.max();
            return new ColumnTest(column.perCase(), present, i -> values[i] >= min && values[i] <= max);
        }
        if (test instanceof ValueTest.Numbers range && !isTime) {
            double min = range.min() == null ? Double.NEGATIVE_INFINITY : range.min();
            double max = range.max() == null ? Double.POSITIVE_INFINITY : range.max();
            return new ColumnTest(column.perCase(), present, i -> values[i] >= min && values[i] <= max);
        }
        if (test instanceof ValueTest.In in && !isTime) {
            Set<String> wanted = new HashSet<>(in.values());
            return new ColumnTest(column.perCase(), present, i -> wanted.contains(Long.toString(values[i])));
        }
        throw mismatch(test, isTime ? "a time" : "an integer", "range(…)");
    }

    private static ColumnTest real(ValueTest test, Attribute.Real column) {
        double[] values = column.values();
        At present = i -> !Double.isNaN(values[i]);
        if (test instanceof ValueTest.Missing) {
            return new ColumnTest(column.perCase(), present, i -> false);
        }
        if (test instanceof ValueTest.Numbers range) {
            double min = range.min() == null ? Double.NEGATIVE_INFINITY : range.min();
            double max = range.max() == null ? Double.POSITIVE_INFINITY : range.max();
            return new ColumnTest(column.perCase(), present, i -> values[i] >= min && values[i] <= max);
        }
        throw mismatch(test, "a number", "range(…)");
    }

    private static SojournException mismatch(ValueTest test, String type, String instead) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "filter: " + test.column() + " is " + type + ", which "
                        + test.term().text() + " can't test.",
                "Maybe use " + instead + " with a fitting value.");
    }

    /** Whether the value of an event is there. By the event's and its case's place in the log. */
    boolean isPresent(int event, int caseInLog) {
        return present.test(perCase ? caseInLog : event);
    }

    /** Whether the value of an event is there and passes. */
    boolean passes(int event, int caseInLog) {
        int index = perCase ? caseInLog : event;
        return present.test(index) && passes.test(index);
    }
}
