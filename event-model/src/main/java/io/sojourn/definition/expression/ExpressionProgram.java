package io.sojourn.definition.expression;

/** All expressions of a definition as Java; generated code extends it. A null result is SQL's unknown. */
public abstract class ExpressionProgram {
    /**
     * Value of an expression over a row.
     *
     * @param index number of the expression
     * @param row values in the order of the columns that the expression was compiled against
     * @return a {@link String}, {@link Long}, {@link Double}, {@link Boolean}, or null
     */
    public abstract Object evaluate(int index, Object[] row);

    /** True when a condition is true; false when it is false or unknown. */
    public final boolean isTrue(int index, Object[] row) {
        return evaluate(index, row) == Boolean.TRUE;
    }
}
