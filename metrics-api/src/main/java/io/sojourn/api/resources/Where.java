package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows by their dimensions: {@code where=payer:AETNA}, and a further parameter for each further dimension.
 *
 * @param values the value of each dimension; {@value FactTable#NONE} for none
 */
record Where(Map<String, String> values) {
    Where {
        values = new TreeMap<>(values);
    }

    static Where of(ProcessDefinition definition, Asked asked) {
        Map<String, String> values = new TreeMap<>();
        for (String text : asked.texts(Asked.WHERE)) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw Asked.wrong(
                        "where \"" + text + "\" is not of the form dimension:value.",
                        "Maybe one of " + String.join(", ", definition.dimensions()) + ", a colon, and a value.");
            }
            String name = text.substring(0, colon);
            Dimensions.of(definition, name);
            if (text.indexOf('\0') >= 0) {
                throw Asked.wrong("where " + name + " has a NUL character in its value.", null);
            }
            if (values.put(name, text.substring(colon + 1)) != null) {
                throw Asked.wrong("where names " + name + " twice.", "Maybe name one value for each dimension.");
            }
        }
        return new Where(values);
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** A filter of cases that says the same of the value that each has last, and beside it another filter, or null. */
    String filter(String also) {
        List<String> all = new ArrayList<>(also == null ? List.of() : List.of(also));
        values.forEach((name, value) -> all.add(
                value.equals(FactTable.NONE)
                        ? "case(missing(" + name + "))"
                        : "case(in(" + name + ", [" + Snapshot.text(value) + "]))"));
        return all.size() == 1 ? all.get(0) : "and(" + String.join(", ", all) + ")";
    }

    /** A condition on the rows of a table. */
    String condition(FactTable table) {
        List<String> all = new ArrayList<>(List.of("TRUE"));
        values.forEach((name, value) -> {
            String column = table.owner() == FactTable.Owner.CASE ? TableSchema.dimensionColumn(table, name) : name;
            all.add("coalesce(" + Snapshot.name(column) + ", '" + FactTable.NONE + "') = " + Snapshot.text(value));
        });
        return String.join(" AND ", all);
    }
}
