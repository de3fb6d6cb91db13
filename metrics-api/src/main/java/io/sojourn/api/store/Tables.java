package io.sojourn.api.store;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.TableSchema;
import io.sojourn.fact.UnitedSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where facts are kept: a table of schema {@code kept} for each {@link FactTable}, without an index (see
 * docs/decisions/0004-store-writes.md), and a view of the same name without the hidden columns for readers. They grow when a
 * definition adds columns, always at the end.
 */
final class Tables {
    /** Where the kept tables are. */
    static final String SCHEMA = "kept";

    static final String AGING_REPAIRS = SCHEMA + ".queue_aging_repairs";

    private volatile Map<FactTable, Keyed> byTable;

    Tables(Processes processes) {
        follow(processes);
    }

    /** From now on these are the tables of these processes. */
    void follow(Processes processes) {
        byTable = tables(processes);
    }

    private static Map<FactTable, Keyed> tables(Processes processes) {
        List<ProcessDefinition> definitions = processes.definitions();
        Map<FactTable, Keyed> tables = new EnumMap<>(FactTable.class);
        for (FactTable table : FactTable.values()) {
            tables.put(table, new Keyed(table, new UnitedSchema(table, definitions)));
        }
        return tables;
    }

    /** SQL that gives the stored tables the columns that more versions or processes add. */
    List<String> growth(Processes more) {
        List<String> sql = new ArrayList<>();
        tables(more).forEach((table, grown) -> {
            Keyed now = of(table);
            List<Column> all = grown.schema().columns();
            for (Column c : all.subList(now.schema().columns().size(), all.size())) {
                String column = " ADD COLUMN \"" + c.name() + "\" " + c.type().duckdb();
                sql.add("ALTER TABLE " + now.stored() + column);
                if (now.isSummed()) {
                    sql.add("ALTER TABLE " + now.repairs() + column);
                    sql.add("ALTER TABLE " + now.retired() + column);
                } else if (table == FactTable.QUEUE_AGING) {
                    sql.add("ALTER TABLE " + AGING_REPAIRS + column);
                }
            }
        });
        return sql;
    }

    Keyed of(FactTable table) {
        return byTable.get(table);
    }

    Iterable<Keyed> all() {
        return byTable.values();
    }

    /** One table, with its hidden columns: two fingerprints of the key, and the writer's key group where a group can be replaced. */
    record Keyed(FactTable table, UnitedSchema schema) {
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
            return table.owner() == Owner.CASE ? Fingerprint.ofCase(key) : Fingerprint.first(key, 0, keyColumns(key));
        }

        long k2(Object[] key) {
            return table.owner() == Owner.CASE
                    ? Fingerprint.inCase(key, Batch.CASE_KEY, keyColumns(key))
                    : Fingerprint.second(key, 0, keyColumns(key));
        }

        private int keyColumns(Object[] row) {
            return own(row).keyColumns();
        }

        /** The columns of a row's own process and version. */
        TableSchema own(Object[] row) {
            long version = ((Number) row[1]).longValue();
            TableSchema own = schema.of((String) row[0], version);
            if (own == null) {
                throw new SojournException(
                        ErrorCode.BROKEN,
                        "a result is of version " + version + " of process " + row[0]
                                + ", which this store doesn't know.",
                        "Maybe the stream runs with another definition.");
            }
            return own;
        }

        /** A row of its own process and version, with a place for the columns of all. */
        Object[] united(Object[] row) {
            return schema.united(row);
        }

        String createTable() {
            return "CREATE TABLE IF NOT EXISTS " + stored() + " (" + hidden() + body() + ")";
        }

        /** For rows that give way to those that the store has. */
        String createStage() {
            return "CREATE TEMP TABLE " + stage() + " (" + hidden() + body() + ")";
        }

        /** What readers see: without hidden columns, and with the repairs where there are some. */
        String createView(boolean repaired) {
            String plain = "SELECT " + schema.columnList() + " FROM " + stored();
            return "CREATE OR REPLACE VIEW main." + table.tableName() + " AS "
                    + (repaired
                            ? sums(plain + " UNION ALL SELECT " + schema.columnList() + " FROM " + repairs(), "", "> 0")
                            : plain);
        }

        /** True for tables of sums, that late events add to. */
        boolean isSummed() {
            return table == FactTable.MEASURE_PANES || table == FactTable.QUEUE_PANES;
        }

        String repairs() {
            return stored() + "_repairs";
        }

        /** What late events add to the sums, case by case. */
        String createRepairs() {
            return "CREATE TABLE IF NOT EXISTS " + repairs() + " (_k1 BIGINT" + body() + ")";
        }

        String retired() {
            return stored() + "_retired";
        }

        /** What cases that were let go have added to the sums. */
        String createRetired() {
            return "CREATE TABLE IF NOT EXISTS " + retired() + " AS SELECT " + schema.columnList() + " FROM " + stored()
                    + " LIMIT 0";
        }

        /**
         * Sums of the values by key; a key stays when one of its sums fulfils the condition.
         *
         * @param also further columns of the key, each with a comma behind
         */
        String sums(String rows, String also, String condition) {
            List<String> sums = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            for (String name : schema.values()) {
                sums.add("sum(" + name + ")::BIGINT AS " + name);
                kept.add("sum(" + name + ") " + condition);
            }
            return "SELECT " + also + schema.keyList() + ", " + String.join(", ", sums) + " FROM (" + rows
                    + ") GROUP BY " + also + schema.keyList() + " HAVING " + String.join(" OR ", kept);
        }

        /** The rows of a table by case. */
        String byCase(String from) {
            return "SELECT " + schema.keyList() + ", " + String.join(", ", schema.values()) + ", case_id FROM " + from;
        }

        /** The rows of a table by case, with their values negated. */
        String negated(String from) {
            List<String> negated = schema.values().stream()
                    .map(name -> "-" + name + " AS " + name)
                    .toList();
            return "SELECT " + schema.keyList() + ", " + String.join(", ", negated) + ", case_id FROM " + from;
        }

        /** The rows with the keys that were staged for this table go; see {@link StagedKeys}. */
        String deleteStagedKeys() {
            return "DELETE FROM " + stored() + " AS t USING " + StagedKeys.TABLE + " AS s WHERE s._table = "
                    + table.ordinal() + " AND t._k1 = s._k1 AND t._k2 = s._k2";
        }

        /** The staged rows come whose key the store doesn't have. */
        String insertAbsent() {
            return "INSERT INTO " + stored() + " SELECT * FROM " + stage() + " ANTI JOIN " + stored()
                    + " USING (_k1, _k2)";
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
