package io.sojourn.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.definition.Expression;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.EventColumns;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionErrorsTest {
    private static final List<Column> COLUMNS = EventColumns.with(
            List.of(new Column("confidence", ColumnType.NUMBER), new Column("urgent", ColumnType.BOOLEAN)));
    private static final String PLACE = "queues.payer_decision.enter (line 14, column 12): ";

    private static SojournException refused(String text, ColumnType expected) {
        Expression expression = new Expression(text, 0, "queues.payer_decision.enter", 14, 12);
        ExpressionCompiler compiler = new ExpressionCompiler(ZoneOffset.UTC);
        SojournException refused =
                catchThrowableOfType(SojournException.class, () -> compiler.add(expression, COLUMNS, expected));
        assertThat(refused).as("an error for %.60s", text).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_EXPRESSION);
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock =
                    """
        activty = 'A'                   ¦ unknown column "activty". Maybe you meant "activity".
        activity = "SUBMITTED"          ¦ unknown column "SUBMITTED" at character 12. Maybe you meant the text 'SUBMITTED'.
        Activity = 'A'                  ¦ unknown column "Activity". Maybe you meant "activity".
        activity = 5                    ¦ integer can't be compared or combined with text at character 12. Maybe use TO_TEXT(...), or quotes: 'a text'.
        time > '2024-01-01'             ¦ text can't be compared or combined with time at character 8. Maybe write a time as TIMESTAMP '2024-01-31 08:00:00'.
        sequence = '5'                  ¦ text can't be compared or combined with integer at character 12. Maybe use TO_NUMBER(...).
        activity = NULL                 ¦ a comparison with NULL is never true at character 12. Maybe write IS NULL or IS NOT NULL.
        time < CURRENT_TIMESTAMP        ¦ clocks are not part of the expression language: CURRENT_TIMESTAMP at character 8.
        time < now()                    ¦ clocks are not part of the expression language: now at character 8.
        RANDOM() < 0.5                  ¦ random values are not part of the expression language: RANDOM.
        UPPER(activity) = 'A'           ¦ functions that depend on a locale are not part of the expression language: UPPER.
        COUNT(*) > 5                    ¦ aggregates are not part of the expression language: COUNT.
        COALESC(team, 'x') = 'x'        ¦ unknown function "COALESC". Maybe you meant COALESCE.
        EXISTS (SELECT 1)               ¦ sub-queries are not part of the expression language: EXISTS.
        team IN (SELECT team FROM x)    ¦ sub-queries are not part of the expression language at character 10.
        CAST(team AS INTEGER) = 5       ¦ casts that can fail are not part of the expression language: CAST. Maybe use TO_NUMBER, TO_INTEGER or TO_TEXT.
        EXTRACT(HUOR FROM time) = 5     ¦ unknown part of a time "huor" at character 9. Maybe you meant HOUR.
        EXTRACT(HOUR FROM team) = 5     ¦ EXTRACT needs a column of type time, and has text at character 19.
        team || 'x' = 'ax'              ¦ unexpected "||" at character 6.
        sequence % 2 = 0                ¦ unexpected "%" at character 10.
        team = ?                        ¦ unexpected "?" at character 8.
        team = 'x' -- a comment         ¦ comments (--) are not part of an expression at character 12. Maybe put a space between.
        team = 'x'; SELECT              ¦ unexpected ";" at character 11.
        team = 'x                       ¦ the quote ' is not closed at character 8.
        team LIKE outcome               ¦ the pattern of LIKE must be a text literal at character 11.
        team LIKE 'a!%' ESCAPE '!'      ¦ LIKE has no ESCAPE and no other forms here. Maybe use two conditions.
        team = 'x' AND                  ¦ the expression ends too early, after "AND" at character 12.
        team = = 'x'                    ¦ unexpected "=" at character 6.
        team                            ¦ the expression is text, but boolean is needed here. Maybe compare it: ... = ..., or ... IS NOT NULL.
        sequence = 99999999999999999999 ¦ the integer 99999999999999999999 has more than 64 bits at character 12. Maybe write it as a number: 1e20.
        confidence = 1e999              ¦ the number 1E999 is too large at character 14.
        confidence = 1e99999            ¦ the number 1e99999 is too large or too small at character 14.
        time > TIMESTAMP '2024-02-30 00:00:00' ¦ the time '2024-02-30 00:00:00' doesn't exist: Text '2024-02-30' could not be parsed: Invalid date 'FEBRUARY 30' at character 8.
        time > DATE '2024-02-20'        ¦ unexpected text after "DATE" at character 8. Maybe write TIMESTAMP '2024-01-31 08:00:00'.
        urgent AND sequence             ¦ boolean is needed, and this is integer at character 12.
        SUM(confidence) OVER () > 1     ¦ aggregates are not part of the expression language: SUM.
        (team, outcome) = ('a', 'b')    ¦ "ROW" is not part of the expression language.
        'a' 'b' = team                  ¦ unexpected text 'b' at character 5. Maybe an operator is missing.
        """)
    void messageSaysWhatWhereAndWhatToTry(String text, String message) {
        assertThat(refused(text, ColumnType.BOOLEAN).fullMessage()).isEqualTo(PLACE + message);
    }

    @Test
    void emptyTextIsRefused() {
        assertThat(refused("  ", null)).hasMessage(PLACE + "the expression is empty.");
    }

    @Test
    void nullAloneIsRefused() {
        assertThat(refused("NULL", null)).hasMessage(PLACE + "NULL alone has no type.");
    }

    @Test
    void placeInSeveralLinesIsTheCharacterOfTheText() {
        assertThat(refused("team = 'x\ny'\n  AND foo = 'z'", null)).hasMessageContaining("\"foo\" at character 20.");
    }

    @Test
    void tooLongTextIsRefusedBeforeItIsRead() {
        String text = "'" + "x".repeat(Limits.EXPRESSION_LENGTH) + "'";
        assertThat(refused(text, null)).hasMessageContaining("has 4098 characters, more than the limit of 4096");
    }

    @Test
    void deepTextIsRefusedWhateverMakesItDeep() {
        List<String> deep = List.of(
                "(".repeat(1000) + "urgent" + ")".repeat(1000),
                "NOT ".repeat(1000) + "urgent",
                "- ".repeat(1000) + "sequence > 1",
                "CASE WHEN ".repeat(150) + "urgent" + " THEN TRUE END".repeat(150),
                "sequence" + " + 1".repeat(1000) + " > 1",
                "urgent" + " = urgent".repeat(400),
                "COALESCE(".repeat(100) + "team" + ", 'x')".repeat(100) + " = 'x'",
                "urgent" + " IS TRUE".repeat(400));
        for (String text : deep) {
            assertThat(refused(text, ColumnType.BOOLEAN).getMessage()).contains("nested deeper than the limit of 32");
        }
    }

    @Test
    void nestedDivisionsDoNotGrowWithoutLimit() {
        String text = "1 / (".repeat(25) + "confidence" + ")".repeat(25) + " > 1";
        assertThat(refused(text, ColumnType.BOOLEAN)).hasMessageContaining("too many divisions and conversions");
    }

    @Test
    void moreConstantsThanAClassCanHoldAreRefused() {
        ExpressionCompiler compiler = new ExpressionCompiler(ZoneOffset.UTC);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        int first = 1000 * i;
                        String items = IntStream.range(first, first + 500)
                                .mapToObj(n -> "'" + n + "'")
                                .collect(Collectors.joining(","));
                        compiler.add(new Expression("team IN (" + items + ")", i, "close", 1, 1), COLUMNS, null);
                    }
                })
                .hasMessageContaining("too many constants");
        assertThat(ExpressionPrograms.load(compiler.compile())).isNotNull();
    }

    @Test
    void longChainsNeedLittleStack() throws InterruptedException {
        List<String> chains = List.of(
                "urgent = ".repeat(450) + "urgent",
                "urgent AND ".repeat(370) + "urgent",
                "1 + ".repeat(1000) + "1 = 1",
                "NOT ".repeat(31) + "urgent");
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Runnable compile = () -> {
            for (String text : chains) {
                try {
                    new ExpressionCompiler(ZoneOffset.UTC)
                            .add(new Expression(text, 0, "close", 1, 1), COLUMNS, ColumnType.BOOLEAN);
                } catch (SojournException refused) {
                    assertThat(refused).hasMessageContaining("nested deeper");
                }
            }
        };
        Thread thread = new Thread(null, compile, "little-stack", 512 * 1024);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
    }

    @Test
    void charactersThatNoTextMayHoldAreRefused() {
        assertThat(refused("team = 'a\0b'", null)).hasMessageContaining("character U+0000");
        assertThat(refused("team = '\ud800'", null)).hasMessageContaining("character U+D800");
    }
}
