package io.sojourn.definition;

import io.sojourn.definition.expression.ExpressionCompiler;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Measures that follow relations into other processes, held against the definitions of those processes. */
public final class FollowConditions {
    private final ProcessDefinition definition;
    private final Map<String, DefinitionHistory> known = new HashMap<>();

    private FollowConditions(ProcessDefinition definition, Collection<DefinitionHistory> others) {
        this.definition = definition;
        others.forEach(h -> known.put(h.process(), h));
    }

    /**
     * Refuses a definition with a measure that follows a process which is not defined, for which no relation is declared, or
     * whose cases lack a column that its condition names.
     *
     * @param others the definitions that live beside it; earlier versions of its own may be among them
     */
    public static void check(CompiledDefinition compiled, Collection<DefinitionHistory> others) {
        ProcessDefinition d = compiled.definition();
        FollowConditions conditions = new FollowConditions(d, others);
        conditions.known.putIfAbsent(d.process(), DefinitionHistory.of(compiled));
        for (Measure m : d.measures()) {
            if (m instanceof Measure.Followed followed) {
                conditions.check(followed);
            }
        }
    }

    /** Refuses definitions of which one could not live beside the others. */
    public static void check(Collection<DefinitionHistory> all) {
        for (DefinitionHistory h : all) {
            h.versions().forEach(v -> check(v.compiled(), all));
        }
    }

    /**
     * DuckDB SQL of what the last case has to fulfil, over columns named as in {@link CaseRow#columns(DefinitionHistory)}.
     *
     * @param last the definition of the rule's last process
     */
    public static String sql(FollowRule rule, DefinitionHistory last) {
        ExpressionCompiler compiler =
                new ExpressionCompiler(last.newest().definition().zone());
        compiler.add(rule.when(), CaseRow.columns(last), ColumnType.BOOLEAN);
        return compiler.compile().sql().get(0);
    }

    private void check(Measure.Followed m) {
        String before = definition.process();
        for (String process : m.rule().path()) {
            if (!known.containsKey(process)) {
                throw refused(
                        m,
                        "follows process " + Words.show(process) + ", which is not defined here",
                        Words.hint(process, new TreeSet<>(known.keySet())));
            }
            if (!isDeclared(before, process) && !isDeclared(process, before)) {
                throw refused(
                        m,
                        "follows from " + before + " to " + process + ", and neither declares a relation to the other",
                        "Maybe add relations: {" + before.replaceAll("[ :%]+", "_") + ": {process: " + before
                                + "}} to the definition of " + process + ".");
            }
            before = process;
        }
        try {
            sql(m.rule(), known.get(before));
        } catch (SojournException e) {
            throw new SojournException(
                    e.code(), "process " + definition.process() + ": " + e.getMessage(), e.hint(), e);
        }
    }

    private boolean isDeclared(String from, String to) {
        List<ProcessDefinition> versions = new ArrayList<>();
        known.get(from).versions().forEach(v -> versions.add(v.definition()));
        if (from.equals(definition.process())) {
            versions.add(definition);
        }
        return versions.stream().flatMap(d -> d.relations().stream()).anyMatch(r -> r.process()
                .equals(to));
    }

    private SojournException refused(Measure.Followed m, String why, String hint) {
        return new SojournException(
                ErrorCode.BAD_DEFINITION,
                "measure " + m.name() + " of process " + definition.process() + " " + why + ".",
                hint);
    }
}
