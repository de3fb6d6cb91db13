package io.sojourn.api.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** A public table as the checker sees it: names and types, no rows. */
final class CatalogTable extends AbstractTable {
    private final List<ColumnInfo> columns;

    CatalogTable(List<ColumnInfo> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        columns.forEach(c -> row.add(c.name(), types.createTypeWithNullability(type(types, c.type()), true)));
        return row.build();
    }

    private static RelDataType type(RelDataTypeFactory types, String duckdb) {
        String name = duckdb.toUpperCase(Locale.ROOT);
        if (name.endsWith("[]")) {
            return types.createArrayType(type(types, name.substring(0, name.length() - 2)), -1);
        }
        return switch (name) {
            case "VARCHAR" -> types.createSqlType(SqlTypeName.VARCHAR);
            case "BIGINT" -> types.createSqlType(SqlTypeName.BIGINT);
            case "INTEGER" -> types.createSqlType(SqlTypeName.INTEGER);
            case "HUGEINT" -> types.createSqlType(SqlTypeName.DECIMAL, 38, 0);
            case "DOUBLE", "FLOAT" -> types.createSqlType(SqlTypeName.DOUBLE);
            case "BOOLEAN" -> types.createSqlType(SqlTypeName.BOOLEAN);
            case "TIMESTAMP" -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
            case "DATE" -> types.createSqlType(SqlTypeName.DATE);
            default -> types.createSqlType(SqlTypeName.ANY);
        };
    }
}
