package io.sojourn.api.store;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Where facts are kept: a table of schema {@code kept} for each {@link FactTable}, without an index (see
 * docs/decisions/0004-store-writes.md), and a view of the same name without the hidden columns for readers.
 */
final class Tables {
    /** Where the kept tables are. */
    static final String SCHEMA = "kept";

    private final EnumMap<FactTable, Keyed> byTable = new EnumMap<>(FactTable.class);

    Tables(ProcessDefinition definition) {
        for (FactTable table : FactTable.values()) {
            byTable.put(table, new Keyed(table, TableSchema.of(table, definition)));
        }
    }

    Keyed of(FactTable table) {
        return byTable.get(table);
    }

    Iterable<Keyed> all() {
        return byTable.values();
    }

    /** One table, with its hidden columns: two fingerprints of the key, and the writer's key group where a group can be replaced. */
    record Keyed(FactTable table, TableSchema schema) {
        String stored() {
            return SCHEMA + "." + table.tableName();
        }

        String stage() {
            return "stage_" + table.tableName();
        }

        /** Position of the column {@code late}; only events have it. */
        int lateColumn() {
            for (int i = 0; i < schema.columns().size(); i++) {
                if (schema.columns().get(i).name().equals("late")) {
                    return i;
                }
            }
            throw new IllegalStateException(table + " has no column late");
        }

        long k1(Object[] key) {
            return Fingerprint.first(key, 0, table.owner() == Owner.CASE ? Batch.CASE_KEY : schema.keyColumns());
        }

        long k2(Object[] key) {
            return Fingerprint.second(key, table.owner() == Owner.CASE ? Batch.CASE_KEY : 0, schema.keyColumns());
        }

        String createTable() {
            return "CREATE TABLE IF NOT EXISTS " + stored() + " (" + hidden() + body() + ")";
        }

        String createStage() {
            return "CREATE TEMP TABLE " + stage() + " (" + hidden() + body() + ", _gone BOOLEAN, _keeper BOOLEAN)";
        }

        /** What readers see: without hidden columns, and with the repairs where there are some. */
        String createView(boolean repaired) {
            String plain = "SELECT " + schema.columnList() + " FROM " + stored();
            return "CREATE OR REPLACE VIEW main." + table.tableName() + " AS "
                    + (repaired ? sums(plain + " UNION ALL SELECT * FROM " + repairs(), "> 0") : plain);
        }

        /** True for tables of sums, that late events add to. */
        boolean isSummed() {
            return table == FactTable.MEASURE_PANES || table == FactTable.QUEUE_PANES;
        }

        String repairs() {
            return stored() + "_repairs";
        }

        /** Sums of the values by key; a key stays when one of its sums fulfils the condition. */
        String sums(String rows, String condition) {
            List<String> sums = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            for (String name : values()) {
                sums.add("sum(" + name + ")::BIGINT AS " + name);
                kept.add("sum(" + name + ") " + condition);
            }
            return "SELECT " + schema.keyList() + ", " + String.join(", ", sums) + " FROM (" + rows + ") GROUP BY "
                    + schema.keyList() + " HAVING " + String.join(" OR ", kept);
        }

        /** The rows of a table with their values negated. */
        String negated(String from) {
            List<String> negated = values().stream().map(name -> "-" + name).toList();
            return "SELECT " + schema.keyList() + ", " + String.join(", ", negated) + " FROM " + from;
        }

        private List<String> values() {
            return schema
                    .columns()
                    .subList(schema.keyColumns(), schema.columns().size())
                    .stream()
                    .map(c -> '"' + c.name() + '"')
                    .toList();
        }

        String deleteStaged() {
            return "DELETE FROM " + stored() + " AS t USING " + stage() + " AS s"
                    + " WHERE t._k1 = s._k1 AND t._k2 = s._k2 AND NOT s._keeper";
        }

        String insertStaged() {
            return "INSERT INTO " + stored() + " SELECT * EXCLUDE (_gone, _keeper) FROM " + stage() + " AS s"
                    + " WHERE NOT _gone AND NOT (_keeper AND EXISTS (SELECT 1 FROM " + stored()
                    + " AS t WHERE t._k1 = s._k1 AND t._k2 = s._k2))";
        }

        /** True where rows are replaced by the key group of their writer. */
        boolean hasGroup() {
            return table.owner() == Owner.PANE;
        }

        private String hidden() {
            return "_k1 BIGINT, _k2 BIGINT" + (hasGroup() ? ", _group TINYINT" : "");
        }

        private String body() {
            StringBuilder sql = new StringBuilder();
            for (Column c : schema.columns()) {
                sql.append(", \"")
                        .append(c.name())
                        .append("\" ")
                        .append(c.type().duckdb());
            }
            return sql.toString();
        }
    }
}
