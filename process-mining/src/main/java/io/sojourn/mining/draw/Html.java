package io.sojourn.mining.draw;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML with the escaping of {@link Svg}. Names of elements and attributes come from the code; values and texts may come from
 * a log. What it writes is well-formed XML too, so that it can be checked by any parser.
 */
public final class Html {
    /** Elements that never have an end tag. */
    private static final Set<String> VOID = Set.of("br", "hr", "img", "link", "meta", "col", "wbr");

    private final Svg markup = new Svg();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; what follows until {@link #end} is inside. */
    public Html start(String element) {
        markup.start(element);
        open.push(element);
        return this;
    }

    /** Begins an element of a class of the style sheet. */
    public Html start(String element, String styleClass) {
        return start(element).with("class", styleClass);
    }

    /** An attribute of the element just begun. */
    public Html with(String name, String value) {
        markup.with(name, value);
        return this;
    }

    /** Text inside the element just begun. */
    public Html text(String value) {
        markup.text(value);
        return this;
    }

    /** Ends the innermost element. */
    public Html end() {
        if (!VOID.contains(open.pop())) {
            markup.text("");
        }
        markup.end();
        return this;
    }

    /** A whole element with a text. */
    public Html element(String element, String value) {
        return start(element).text(value).end();
    }

    /** Markup that is written already, such as a picture of this package: taken as it is. */
    public Html include(String trusted) {
        markup.include(trusted);
        return this;
    }

    /** A style sheet of the program's own; never of a log. */
    public Html style(String css) {
        if (css.contains("<")) {
            throw new IllegalArgumentException("a style sheet with markup");
        }
        return start("style").include(css).end();
    }

    /** The markup; every element has been ended. */
    public String markup() {
        return markup.markup();
    }
}
