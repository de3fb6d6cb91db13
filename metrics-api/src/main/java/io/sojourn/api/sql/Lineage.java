package io.sojourn.api.sql;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;

/**
 * What a query reads: each table, and each column of a table that stands anywhere in it, in subqueries of any kind too. Read
 * off the validated tree, where names are whole and stars are columns. For the audit and for hints; the views of a worker
 * are what hides columns.
 *
 * @param tables names, sorted
 * @param columns {@code table.column}, sorted
 */
public record Lineage(List<String> tables, List<String> columns) {
    static Lineage of(SqlNode checked, SqlValidator validator) {
        Walk walk = new Walk(validator);
        checked.accept(walk);
        return new Lineage(List.copyOf(walk.tables), List.copyOf(walk.columns));
    }

    private static final class Walk extends SqlBasicVisitor<Void> {
        private final SqlValidator validator;
        private final Set<String> tables = new TreeSet<>();
        private final Set<String> columns = new TreeSet<>();
        private SqlValidatorScope scope;

        Walk(SqlValidator validator) {
            this.validator = validator;
        }

        @Override
        public Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.COLLECTION_TABLE) {
                operator(((SqlBasicCall) call).operand(0));
            }
            SqlValidatorScope outer = scope;
            if (call instanceof SqlSelect select) {
                // Names of FROM are seen from everywhere in a SELECT.
                scope = validator.getWhereScope(select);
                source(select.getFrom());
            }
            super.visit(call);
            scope = outer;
            return null;
        }

        private void operator(SqlCall call) {
            String table = ProcessOperators.source(call.getOperator().getName());
            tables.add(table);
            ProcessOperators.columns(call.getOperator().getName()).forEach(c -> columns.add(table + "." + c));
        }

        /** Tables of which no column is named, as in count(*). */
        private void source(SqlNode from) {
            if (from != null) {
                from.accept(new SqlBasicVisitor<Void>() {
                    @Override
                    public Void visit(SqlCall call) {
                        return call instanceof SqlSelect ? null : super.visit(call);
                    }

                    @Override
                    public Void visit(SqlIdentifier id) {
                        SqlValidatorNamespace namespace = validator.getNamespace(id);
                        SqlValidatorTable table = namespace == null ? null : namespace.getTable();
                        if (table != null) {
                            tables.add(name(table));
                        }
                        return null;
                    }
                });
            }
        }

        @Override
        public Void visit(SqlIdentifier id) {
            if (scope == null || id.names.size() < 2 || id.isStar()) {
                return null;
            }
            SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
            List<String> path = id.names.subList(0, id.names.size() - 1);
            scope.resolve(path, SqlNameMatchers.withCaseSensitive(false), false, found);
            if (found.count() == 1) {
                SqlValidatorTable table = found.only().namespace.getTable();
                if (table != null) {
                    tables.add(name(table));
                    columns.add(name(table) + "." + id.names.get(id.names.size() - 1));
                }
            }
            return null;
        }

        private static String name(SqlValidatorTable table) {
            List<String> path = table.getQualifiedName();
            return path.get(path.size() - 1);
        }
    }
}
