package io.sojourn.definition;

import io.sojourn.definition.expression.CompiledExpressions;
import io.sojourn.definition.expression.ExpressionCompiler;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the expressions of a definition while it is read. A first reading only finds where they stand; in the second
 * each gets its number, so that the numbers follow the order of the text.
 */
final class ExpressionList {
    private final List<Item> items = new ArrayList<>();
    private final List<Item> foreign = new ArrayList<>();
    private final List<Aside> asides = new ArrayList<>();
    private final int[] numbers;

    /** What an expression is about, and what it has to be. */
    enum Kind {
        EVENT_CONDITION(false, ColumnType.BOOLEAN),
        EVENT_NUMBER(false, ColumnType.NUMBER),
        EVENT_TEXT(false, ColumnType.TEXT),
        CASE_CONDITION(true, ColumnType.BOOLEAN);

        private final boolean perCase;
        private final ColumnType type;

        Kind(boolean perCase, ColumnType type) {
            this.perCase = perCase;
            this.type = type;
        }
    }

    private record Item(Expression expression, Kind kind, YamlValue value) {}

    private record Aside(Expression expression, ColumnType type, YamlValue value) {}

    private ExpressionList(int[] numbers) {
        this.numbers = numbers;
    }

    /** For the first reading. */
    static ExpressionList unnumbered() {
        return new ExpressionList(null);
    }

    /** For the second reading: numbered by place; those at one place (an alias) as they were read. */
    ExpressionList numbered() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingInt(i -> items.get(i).expression().line())
                        .thenComparingInt(i -> items.get(i).expression().column()));
        int[] byVisit = new int[items.size()];
        for (int n = 0; n < byVisit.length; n++) {
            byVisit[order.get(n)] = n;
        }
        return new ExpressionList(byVisit);
    }

    Expression add(YamlValue value, Kind kind) {
        return add(value, text(value), kind);
    }

    /** A condition over the cases of another process: only its grammar is checked here, its index is 0. */
    Expression foreign(YamlValue value) {
        return foreign(value, text(value));
    }

    /** The same for one that is not written but meant. */
    Expression foreign(YamlValue value, String text) {
        Expression e = new Expression(text, 0, value.path(), value.line(), value.column());
        foreign.add(new Item(e, Kind.CASE_CONDITION, value));
        return e;
    }

    /** An expression over an event that is checked here, and compiled by who asks: none of the engines evaluates it. */
    Expression aside(YamlValue value, int index, ColumnType type) {
        Expression e = new Expression(text(value), index, value.path(), value.line(), value.column());
        asides.add(new Aside(e, type, value));
        return e;
    }

    private static String text(YamlValue value) {
        String text = value.text();
        if (text.length() > Limits.EXPRESSION_LENGTH) {
            throw value.error(
                    ErrorCode.BAD_EXPRESSION,
                    value.path() + " has " + text.length() + " characters; an expression has at most "
                            + Limits.EXPRESSION_LENGTH + ".",
                    null);
        }
        return text;
    }

    /** An expression that is not written but meant; {@code value} is the place it belongs to. */
    Expression add(YamlValue value, String text, Kind kind) {
        int number = numbers == null ? items.size() : numbers[items.size()];
        Expression e = new Expression(text, number, value.path(), value.line(), value.column());
        items.add(new Item(e, kind, value));
        return e;
    }

    CompiledExpressions compile(ProcessDefinition definition) {
        List<Column> event = definition.eventColumns();
        List<Column> perCase = CaseRow.columns(definition.caseColumns(), definition.dimensions());
        ExpressionCompiler compiler = new ExpressionCompiler(definition.zone());
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingInt(item -> item.expression().index()));
        for (Item item : sorted) {
            try {
                compiler.add(item.expression(), item.kind().perCase ? perCase : event, item.kind().type);
            } catch (SojournException e) {
                throw placed(item.expression(), item.value(), e);
            }
        }
        foreign.forEach(ExpressionList::parse);
        asides.forEach(item -> check(item, definition));
        return compiler.compile();
    }

    private static void check(Aside item, ProcessDefinition definition) {
        Expression e = item.expression();
        try {
            new ExpressionCompiler(definition.zone())
                    .add(
                            new Expression(e.text(), 0, e.path(), e.line(), e.column()),
                            definition.eventColumns(),
                            item.type());
        } catch (SojournException wrong) {
            throw placed(e, item.value(), wrong);
        }
    }

    private static void parse(Item item) {
        try {
            ExpressionCompiler.parse(item.expression());
        } catch (SojournException e) {
            throw placed(item.expression(), item.value(), e);
        }
    }

    /** The compiler does not know the file; the place that it names moves to the front, behind the file's name. */
    private static SojournException placed(Expression x, YamlValue value, SojournException e) {
        String message = e.getMessage().replace(" (line " + x.line() + ", column " + x.column() + ")", "");
        SojournException at = value.error(e.code(), message, e.hint());
        at.addSuppressed(e);
        return at;
    }
}
