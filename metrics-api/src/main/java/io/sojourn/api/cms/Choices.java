package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Json;
import io.sojourn.definition.CmsChoice;
import io.sojourn.definition.CmsRule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the rule is read: what is asked for, else what the definition says, else the usual reading. */
record Choices(Map<CmsChoice, String> answers) {

    static Choices of(CmsRule rule, Asked asked) {
        Map<CmsChoice, String> answers = new EnumMap<>(CmsChoice.class);
        for (CmsChoice c : CmsChoice.values()) {
            String usual = rule.choices().getOrDefault(c, c.options().get(0));
            String text = asked.text(c.word());
            if (text != null && !c.options().contains(text)) {
                throw Asked.wrong(
                        c.word() + " \"" + text + "\" is not known.",
                        "Maybe one of " + String.join(", ", c.options()) + ".");
            }
            answers.put(c, text == null ? usual : text);
        }
        if (answers.get(CmsChoice.DAYS).equals("business") && rule.calendar() == null) {
            throw Asked.wrong(
                    "business days need a calendar, and cms_0057 of the definition names none.",
                    "Maybe ask for days=calendar.");
        }
        return new Choices(answers);
    }

    boolean is(CmsChoice choice, String option) {
        return answers.get(choice).equals(option);
    }

    String meaning(CmsChoice choice) {
        return choice.meaning(answers.get(choice));
    }

    List<Map<String, Object>> json() {
        return Arrays.stream(CmsChoice.values())
                .map(c -> Json.object(
                        "name",
                        c.word(),
                        "question",
                        c.question(),
                        "answer",
                        answers.get(c),
                        "meaning",
                        meaning(c),
                        "answers",
                        c.options().stream()
                                .map(o -> Json.object("answer", o, "meaning", c.meaning(o)))
                                .toList()))
                .toList();
    }
}
