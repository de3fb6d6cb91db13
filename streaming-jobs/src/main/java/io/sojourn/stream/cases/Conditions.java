package io.sojourn.stream.cases;

import io.sojourn.definition.expression.CompiledExpressions;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.event.ColumnType;
import io.sojourn.event.EventColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The conditions of a definition that only depend on texts with few values (activity, lifecycle, outcome, ...): evaluated
 * once for each combination of values, then looked up. Most conditions are of this kind. Where combinations hardly come
 * again it stops looking.
 */
final class Conditions {
    /** Standard columns with too many values to look anything up by. */
    private static final Set<Integer> MANY_VALUES = Set.of(
            EventColumns.CASE_ID,
            EventColumns.EVENT_ID,
            EventColumns.SOURCE,
            EventColumns.SEQUENCE,
            EventColumns.TIME,
            EventColumns.RESOURCE,
            EventColumns.INSTANCE);

    private static final int SLOTS = 8192;
    private static final int TRIAL = 20_000;

    private final ExpressionProgram program;
    private final boolean[] known;
    private final int[] columns;
    private final Object[][] keys = new Object[SLOTS][];
    private final long[][] bits = new long[SLOTS][];
    private long asked;
    private long missed;

    /** @param caseConditions numbers of the expressions over a case's row, which have other columns */
    Conditions(CompiledExpressions compiled, ExpressionProgram program, Set<Integer> caseConditions) {
        this.program = program;
        this.known = new boolean[compiled.types().size()];
        TreeSet<Integer> used = new TreeSet<>();
        for (int i = 0; i < known.length; i++) {
            List<Integer> needs = compiled.columns().get(i);
            known[i] = compiled.types().get(i) == ColumnType.BOOLEAN
                    && !caseConditions.contains(i)
                    && compiled.textOnly().get(i)
                    && needs.stream().noneMatch(MANY_VALUES::contains);
            if (known[i]) {
                used.addAll(needs);
            }
        }
        this.columns = used.stream().mapToInt(Integer::intValue).toArray();
    }

    /** True when the condition of that number is among those that {@link #of} answers. */
    boolean knows(int index) {
        return known[index];
    }

    /** A bit for each condition: set where it is known to be true. */
    long[] of(Object[] row) {
        int hash = 1;
        for (int column : columns) {
            hash = 31 * hash + Objects.hashCode(row[column]);
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        asked++;
        if (isKey(keys[slot], row)) {
            return bits[slot];
        }
        missed++;
        if (asked > TRIAL && missed > asked / 2) {
            Arrays.fill(known, false);
            return new long[0];
        }
        keys[slot] = key(row);
        bits[slot] = evaluate(row);
        return bits[slot];
    }

    private boolean isKey(Object[] key, Object[] row) {
        if (key == null) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            Object value = row[columns[i]];
            if (key[i] != value && (value == null || !value.equals(key[i]))) {
                return false;
            }
        }
        return true;
    }

    private Object[] key(Object[] row) {
        Object[] key = new Object[columns.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = row[columns[i]];
        }
        return key;
    }

    private long[] evaluate(Object[] row) {
        long[] set = new long[known.length + 63 >> 6];
        for (int i = 0; i < known.length; i++) {
            if (known[i] && program.isTrue(i, row)) {
                set[i >> 6] |= 1L << i;
            }
        }
        return set;
    }
}
