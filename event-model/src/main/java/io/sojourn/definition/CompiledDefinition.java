package io.sojourn.definition;

import io.sojourn.definition.expression.CompiledExpressions;
import java.io.Serializable;

/**
 * A definition with its expressions compiled for both engines: what a job and the batch engine are built from. Holds
 * no Calcite class, so it travels to Flink operators.
 */
public record CompiledDefinition(ProcessDefinition definition, CompiledExpressions expressions)
        implements Serializable {
    /** DuckDB SQL of an expression, over columns named as in {@link ProcessDefinition#eventColumns()} or {@link CaseRow}. */
    public String sql(Expression e) {
        return expressions.sql().get(e.index());
    }
}
