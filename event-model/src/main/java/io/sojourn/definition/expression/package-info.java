/**
 * The expressions of definitions: one closed, total list, checked by Calcite and compiled twice, to Java and to DuckDB
 * SQL, with equal results. The door is {@code ExpressionCompiler}.
 */
package io.sojourn.definition.expression;
