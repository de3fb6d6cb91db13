package io.sojourn.benchmark.stream;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import java.util.List;

/**
 * Makes 80 % of all cases alike: one payer, one service line, one team, so that of each queue and each measure one series
 * gets 80 % of what is counted. All else stays as it was.
 */
final class Skew {
    private static final int PERCENT = 80;
    private static final String HOT = "HOT";
    private static final List<String> DIMENSIONS = List.of("payer_class", "payer", "service_line");
    private final int[] hot;

    Skew(ProcessDefinition definition) {
        List<String> names = definition.attributes().stream().map(Column::name).toList();
        hot = DIMENSIONS.stream().mapToInt(names::indexOf).toArray();
    }

    Event apply(Event e) {
        if (Math.floorMod(e.caseId().hashCode() * 0x9E3779B9 >>> 16, 100) >= PERCENT) {
            return e;
        }
        Object[] attributes = e.attributes().clone();
        for (int i : hot) {
            attributes[i] = attributes[i] == null ? null : HOT;
        }
        String team = e.team() == null ? null : HOT;
        return e.edit().team(team).attributes(attributes).event();
    }
}
