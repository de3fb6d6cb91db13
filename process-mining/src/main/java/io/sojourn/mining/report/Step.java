package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some steps of a way, all of one activity.
 *
 * @param times how often in a row
 */
record Step(String activity, int times) {
    static List<Step> of(JsonNode activities) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < activities.size(); ) {
            int end = i + 1;
            while (end < activities.size() && activities.get(end).equals(activities.get(i))) {
                end++;
            }
            steps.add(new Step(activities.get(i).asText(), end - i));
            i = end;
        }
        return steps;
    }

    String words() {
        return Names.cut(activity) + (times == 1 ? "" : " ×" + times);
    }

    static String words(List<Step> steps, int most) {
        return steps.stream().limit(most).map(Step::words).collect(Collectors.joining(" → "))
                + (steps.size() > most ? " → … and " + (steps.size() - most) + " more" : "");
    }
}
