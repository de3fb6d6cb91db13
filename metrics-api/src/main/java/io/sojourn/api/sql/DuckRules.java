package io.sojourn.api.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** What Calcite must know of DuckDB: how names are looked up, and types. */
final class DuckRules {
    private DuckRules() {}

    /** Names by alias and number in GROUP BY, as in DuckDB; no look-up of select aliases, which Calcite mixes up. */
    static final class Conformance extends SqlDelegatingConformance {
        Conformance() {
            super(SqlConformanceEnum.BABEL);
        }

        @Override
        public SqlConformance.SelectAliasLookup isSelectAlias() {
            return SqlConformance.SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }
    }

    /** DuckDB's precisions, and UTF-8 text. */
    static final class Types extends SqlTypeFactoryImpl {
        Types() {
            super(new Precisions());
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    }

    static final class Precisions extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return switch (type) {
                case DECIMAL -> 38;
                case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getMaxPrecision(type);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? 38 : super.getMaxScale(type);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName type) {
            return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIME ? 6 : super.getDefaultPrecision(type);
        }
    }
}
