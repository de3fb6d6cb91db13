package io.sojourn.api.access;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.definition.YamlValue;
import io.sojourn.definition.expression.Names;
import io.sojourn.event.Column;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A name that a policy gives to something of a definition. One that no definition has isn't refused, since definitions come and go,
 * but told: a mask with a slip in it hides nothing.
 *
 * @param kind of what it names
 * @param place where it stands
 */
record PolicyWord(Kind kind, YamlValue place) {
    private static final int LONGEST_LIST = 200;

    /** What can be named. */
    enum Kind {
        PROCESS("process", "none of its rows is seen"),
        DIMENSION("dimension", "no row has it, so at most (none) is seen"),
        COLUMN("column", "nothing is masked by it");

        private final String word;
        private final String effect;

        Kind(String word, String effect) {
            this.word = word;
            this.effect = effect;
        }
    }

    /** What is wrong with it, with its place and the nearest known name; empty where a definition has it. */
    Optional<String> trouble(Processes processes) {
        String name = place.name();
        SortedSet<String> known = known(processes);
        if (known.contains(name)) {
            return Optional.empty();
        }
        String nearest = Names.nearest(name, known);
        return Optional.of(place.error(
                        "no definition has the " + kind.word + " \"" + name + "\": " + kind.effect + ".",
                        nearest == null ? otherwise(known) : "Maybe you meant \"" + nearest + "\".")
                .fullMessage());
    }

    private static String otherwise(SortedSet<String> known) {
        String all = String.join(", ", known);
        return known.isEmpty() || all.length() > LONGEST_LIST
                ? "Maybe it is of a definition that is still to come."
                : "Maybe one of " + all + ".";
    }

    private SortedSet<String> known(Processes processes) {
        SortedSet<String> known = new TreeSet<>();
        for (ProcessDefinition d : processes.definitions()) {
            switch (kind) {
                case PROCESS -> known.add(d.process());
                case DIMENSION -> known.addAll(d.dimensions());
                case COLUMN -> addColumns(d, known);
            }
        }
        return known;
    }

    /** A dimension's column that has another name in some table is masked by the dimension's own. */
    private static void addColumns(ProcessDefinition d, SortedSet<String> known) {
        known.addAll(d.dimensions());
        for (FactTable table : FactTable.values()) {
            TableSchema.of(table, d).columns().stream().map(Column::name).forEach(known::add);
        }
    }
}
