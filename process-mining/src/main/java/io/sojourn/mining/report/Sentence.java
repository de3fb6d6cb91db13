package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Words with figures of the document between them, such as {@code Half of all cases take longer than {median seconds}.} In braces:
 * a key and a unit, a key and {@code count} with a noun, or two keys with {@code of} between, for a share. Sentences are written by the
 * program; only what the figures are comes from a log.
 *
 * @param parts words and figures in turns, words first
 */
record Sentence(List<String> words, List<Figure> figures) {
    /** @param base JSON pointer of what the keys are in, unless they begin with a slash */
    static Sentence of(String base, String template) {
        List<String> words = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            words.add(template.substring(at, open));
            figures.add(Figure.parse(base, template.substring(open + 1, close)));
            at = close + 1;
        }
        words.add(template.substring(at));
        return new Sentence(words, figures);
    }

    /** Without markup. */
    String text(JsonNode document) {
        StringBuilder text = new StringBuilder(words.get(0));
        for (int i = 0; i < figures.size(); i++) {
            text.append(figures.get(i).shown(document)).append(words.get(i + 1));
        }
        return text.toString();
    }

    /** True where it is one number and nothing else. */
    boolean isNumber() {
        return figures.size() == 1 && figures.get(0).isNumber() && words.get(0).isEmpty();
    }
}
