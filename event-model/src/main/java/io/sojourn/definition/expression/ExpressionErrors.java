package io.sojourn.definition.expression;

import io.sojourn.definition.Expression;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Builds the errors of one expression: each names the definition's key, its place and, inside the text, the character. */
final class ExpressionErrors {
    private final Expression expression;

    ExpressionErrors(Expression expression) {
        this.expression = expression;
    }

    /** The expression as written. */
    String text() {
        return expression.text();
    }

    /**
     * An error at a character of the text.
     *
     * @param offset from 0
     * @param problem what is wrong, without a full stop
     * @param hint a sentence that begins with "Maybe", or null
     */
    SojournException at(int offset, String problem, String hint) {
        String character = offset > 0 ? " at character " + (offset + 1) : "";
        String place = expression.path() + " (line " + expression.line() + ", column " + expression.column() + "): ";
        return new SojournException(ErrorCode.BAD_EXPRESSION, place + problem + character + ".", hint);
    }
}
