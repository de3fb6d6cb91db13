package io.sojourn.api.resources;

import io.sojourn.api.access.Scope;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * A measure as the API shows it: those of the definition, and the breach rate of each SLA.
 *
 * @param canBeCensored whether it has cases or durations of which it is not known yet what becomes of them
 * @param by dimensions that its panes are split by
 * @param unit of a duration, else null
 * @param target null when there is none
 * @param follows the processes that it follows cases into; mostly none
 */
record MeasureInfo(
        String name,
        String title,
        MeasureKind kind,
        boolean canBeCensored,
        String unit,
        List<String> by,
        Measure.Target target,
        List<String> follows) {

    static List<MeasureInfo> all(ProcessDefinition definition) {
        List<MeasureInfo> all = new ArrayList<>();
        for (Measure m : definition.measures()) {
            String unit = m instanceof Measure.Duration d ? d.unit() : null;
            boolean canBeCensored = m instanceof Measure.Duration || m instanceof Measure.Followed;
            List<String> follows = m instanceof Measure.Followed f ? f.rule().path() : List.of();
            all.add(new MeasureInfo(
                    m.name(), m.title(), MeasureKind.of(m), canBeCensored, unit, m.by(), m.target(), follows));
        }
        definition
                .slas()
                .forEach(sla -> all.add(new MeasureInfo(
                        "sla:" + sla.name(),
                        sla.title(),
                        MeasureKind.SHARE,
                        false,
                        null,
                        definition.dimensions(),
                        null,
                        List.of())));
        return all;
    }

    /** Why who asks is not shown its figures, as they would hold hidden rows; null where they are shown. */
    String hiddenFrom(Scope scope) {
        for (String process : follows) {
            if (!scope.processes().isEmpty() && !scope.processes().contains(process)) {
                return "It follows cases into a process that you don't see.";
            }
        }
        if (!follows.isEmpty() && !scope.rows().isEmpty()) {
            return "It follows cases into others, and you may not see all of those.";
        }
        for (String dimension : scope.rows().keySet()) {
            if (!by.contains(dimension)) {
                return "It is not counted by " + dimension + ", so its figures hold cases that you don't see.";
            }
        }
        return null;
    }

    /** Why it has no figures of rows that are chosen by dimensions; null where it has. */
    String notSplitBy(List<String> dimensions) {
        return dimensions.stream()
                .filter(dimension -> !by.contains(dimension))
                .findFirst()
                .map(dimension -> "It is not counted by " + dimension + ".")
                .orElse(null);
    }

    double scale() {
        return kind.scale(unit);
    }

    /** The figure that is compared with the target; null when there is none. */
    Double value(double numerator, double denominator) {
        return kind == MeasureKind.COUNT ? Double.valueOf(numerator) : Json.ratio(numerator, denominator);
    }

    Boolean meetsTarget(Double value) {
        if (target == null || value == null) {
            return null;
        }
        int order = Double.compare(value, target.value());
        return switch (target.operator()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalStateException("target operator " + target.operator());
        };
    }
}
