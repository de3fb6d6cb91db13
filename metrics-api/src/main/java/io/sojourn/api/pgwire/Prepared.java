package io.sojourn.api.pgwire;

/**
 * A statement, and what kind it is.
 *
 * @param types numbers of its parameters' types; 0: nothing is known of one
 */
record Prepared(StatementText text, Kind kind, int[] types) {
    enum Kind {
        EMPTY,
        /** SET, SHOW, BEGIN and the like: answered by the connection itself. */
        COMMAND,
        /** About tables and types: answered from the catalog. */
        CATALOG,
        /** For the gateway. */
        QUERY
    }

    /** With values for its parameters, as literals. */
    StatementText with(boolean[] binary, byte[][] values) {
        return filled(n -> Literals.of(types[n - 1], binary[n - 1], values[n - 1], n));
    }

    /** With literals of the right types, to learn what columns it gives. */
    StatementText withSamples() {
        return filled(n -> Literals.sample(types[n - 1]));
    }

    private StatementText filled(java.util.function.IntFunction<String> literal) {
        StatementText.Edit edit = text.edit();
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, Token.Kind.PARAMETER)) {
                edit.replace(i, i, literal.apply(parameter(text, i)));
            }
        }
        return edit.done();
    }

    /** The number of the parameter at a token. */
    static int parameter(StatementText text, int i) {
        String digits = text.token(i).in(text.text()).substring(1);
        int number = digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number < 1 || number > PgOptions.PARAMETERS) {
            throw PgFailure.of(
                    SqlStates.NO_PARAMETER,
                    "there is no parameter $" + digits,
                    "Maybe one from $1 to $" + PgOptions.PARAMETERS + ".");
        }
        return number;
    }
}
