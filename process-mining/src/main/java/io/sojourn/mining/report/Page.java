package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.draw.Html;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes a report's document as HTML: sentences, figures, ways of cases. Each figure names its place in the document. */
final class Page {
    /** Activities with a colour of their own, the most frequent ones; the rest shares one. */
    private static final int COLOURS = 9;
    /** Steps of a way that are drawn. */
    private static final int DRAWN_STEPS = 14;
    /** Steps of a way that are told in words. */
    private static final int TOLD_STEPS = 500;

    private final JsonNode document;
    private final Html html = new Html();
    private final Map<String, Integer> colours = new HashMap<>();

    Page(JsonNode document) {
        this.document = document;
        JsonNode activities = document.at("/activities");
        for (int i = 0; i < Math.min(COLOURS, activities.size()); i++) {
            colours.put(activities.get(i).path("activity").asText(), i + 1);
        }
    }

    Html html() {
        return html;
    }

    JsonNode document() {
        return document;
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    double number(String pointer) {
        return document.at(pointer).asDouble();
    }

    /** Pointers to the members of an array that pass a test. */
    List<String> rows(String array, Predicate<JsonNode> test) {
        JsonNode all = document.at(array);
        return IntStream.range(0, all.size())
                .filter(i -> test.test(all.get(i)))
                .mapToObj(i -> array + "/" + i)
                .toList();
    }

    /** Inside the element that is open. */
    Page say(Sentence sentence) {
        html.text(sentence.words().get(0));
        for (int i = 0; i < sentence.figures().size(); i++) {
            figure(sentence.figures().get(i));
            html.text(sentence.words().get(i + 1));
        }
        return this;
    }

    Page say(String base, String template) {
        return say(Sentence.of(base, template));
    }

    Page paragraph(Sentence sentence) {
        html.start("p");
        say(sentence);
        html.end();
        return this;
    }

    Page paragraph(String base, String template) {
        return paragraph(Sentence.of(base, template));
    }

    /** A remark: smaller. */
    Page note(String base, String template) {
        html.start("p", "note");
        say(base, template);
        html.end();
        return this;
    }

    Page heading(String text) {
        html.element("h3", text);
        return this;
    }

    private void figure(Figure figure) {
        JsonNode value = document.at(figure.pointer());
        if (!figure.isNumber()) {
            name(value, figure.shown(document));
            return;
        }
        html.start("span", "figure").with("data-metric", figure.pointer()).with("data-value", value.toString());
        if (figure.whole() != null) {
            html.with("data-of", figure.whole());
        }
        html.text(figure.shown(document)).end();
    }

    private void name(JsonNode value, String shown) {
        if (!shown.equals(value.asText()) && Names.isCut(value.asText())) {
            html.start("span").with("title", Names.cut(value.asText(), Names.TOOLTIP));
            html.text(shown).end();
        } else {
            html.text(shown);
        }
    }

    /** The activities of an array, in order: runs of one told once, the end of a long way in words only. */
    Page way(String array) {
        List<Step> steps = Step.of(document.at(array));
        html.start("ol", "way");
        steps.stream().limit(DRAWN_STEPS).forEach(this::step);
        if (steps.size() > DRAWN_STEPS) {
            html.start("li", "more").text("+ " + (steps.size() - DRAWN_STEPS)).end();
        }
        html.end();
        if (steps.size() > DRAWN_STEPS) {
            html.start("details").element("summary", "all " + steps.size() + " steps in words");
            html.element("p", Step.words(steps, TOLD_STEPS)).end();
        }
        return this;
    }

    private void step(Step step) {
        html.start("li", "a" + colours.getOrDefault(step.activity(), 0));
        if (Names.isCut(step.activity())) {
            html.with("title", Names.cut(step.activity(), Names.TOOLTIP));
        }
        html.text(step.words()).end();
    }
}
