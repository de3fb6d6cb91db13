package io.sojourn.definition;

import io.sojourn.definition.expression.CompiledExpressions;
import io.sojourn.definition.expression.ExpressionCompiler;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the events of a process mean to the yearly public figures on prior authorization (CMS-0057-F): which one receives a request,
 * which one decides it, and so on. It is read when somebody asks for the figures; no engine computes facts of it, so its
 * expressions are none of the definition's compiled ones.
 *
 * @param payer the dimension by which the figures are split; null: they are not
 * @param calendar whose business days are counted, or null
 * @param choices readings of the rule that differ from the usual ones
 * @param source who collects the data, in the words of HL7's PASMetricData: provider, intermediary or payer
 * @param parts the expressions, each at its index
 */
public record CmsRule(String payer, String calendar, Map<CmsChoice, String> choices, String source, List<Part> parts)
        implements Serializable {
    /** Before the name of a part of {@code pas}. */
    public static final String PAS = "pas.";

    public CmsRule {
        choices = Map.copyOf(choices);
        parts = List.copyOf(parts);
    }

    /**
     * An expression over an event.
     *
     * @param name its key, such as {@code decided} or {@code pas.item}
     */
    public record Part(String name, Expression expression, ColumnType type) implements Serializable {}

    public boolean has(String name) {
        return parts.stream().anyMatch(p -> p.name().equals(name));
    }

    /** DuckDB SQL of each part, by its name, over columns named as in {@link ProcessDefinition#eventColumns()}. */
    public Map<String, String> sql(ProcessDefinition definition) {
        List<String> sql = compile(definition).sql();
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            byName.put(parts.get(i).name(), sql.get(i));
        }
        return byName;
    }

    /** Names of the columns that these parts read. */
    public Set<String> columns(ProcessDefinition definition, Collection<String> names) {
        CompiledExpressions compiled = compile(definition);
        List<Column> all = definition.eventColumns();
        Set<String> used = new TreeSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (names.contains(parts.get(i).name())) {
                compiled.columns()
                        .get(i)
                        .forEach(position -> used.add(all.get(position).name()));
            }
        }
        return used;
    }

    private CompiledExpressions compile(ProcessDefinition definition) {
        ExpressionCompiler compiler = new ExpressionCompiler(definition.zone());
        parts.forEach(p -> compiler.add(p.expression(), definition.eventColumns(), p.type()));
        return compiler.compile();
    }
}
