package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import java.io.Serializable;
import java.util.List;

/**
 * All expressions of a definition, in both forms; {@code sql} and {@code types} are indexed by the expression's number.
 *
 * @param className the generated class, a subclass of {@link ExpressionProgram}
 * @param javaSource its source, compiled by the operators in {@code open()}
 * @param hash SHA-256 of the source, in hexadecimal
 * @param sql DuckDB SQL of each expression
 * @param types type of each expression
 * @param columns positions of the columns that each expression reads, ascending
 * @param textOnly whether all these columns are texts or truth values
 */
public record CompiledExpressions(
        String className,
        String javaSource,
        String hash,
        List<String> sql,
        List<ColumnType> types,
        List<List<Integer>> columns,
        List<Boolean> textOnly)
        implements Serializable {}
