package io.sojourn.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.Expression;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledExpressionsTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Test
    void serializedFormHoldsNoClassButPlainOnes() throws IOException, ClassNotFoundException {
        List<Column> columns = RandomExpressions.COLUMNS;
        CompiledExpressions compiled = BothEngines.compile(
                ZONE, columns, List.of("activity IN ('A', 'B')", "EXTRACT(HOUR FROM time) + amount"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(compiled);
        }
        List<String> classes = new ArrayList<>();
        Object copy;
        try (ObjectInputStream in = recording(bytes.toByteArray(), classes)) {
            copy = in.readObject();
        }
        assertThat(copy).isEqualTo(compiled);
        assertThat(classes).isNotEmpty().allMatch(name -> name.matches("(\\[L)?(java\\.|io\\.sojourn\\.).*"));
    }

    private static ObjectInputStream recording(byte[] bytes, List<String> classes) throws IOException {
        return new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                classes.add(description.getName());
                return super.resolveClass(description);
            }
        };
    }

    @Test
    void generatedSourceNamesNoParserClass() {
        CompiledExpressions compiled =
                BothEngines.compile(ZONE, RandomExpressions.COLUMNS, List.of("EXTRACT(HOUR FROM time) = 5"));
        assertThat(compiled.javaSource()).doesNotContain("calcite");
    }

    @Test
    void equalExpressionsGiveEqualBytesAndOthersAnotherHash() {
        List<String> texts = new ArrayList<>();
        RandomExpressions random = new RandomExpressions(1);
        for (int i = 0; i < 50; i++) {
            texts.add(random.expression());
        }
        CompiledExpressions first = BothEngines.compile(ZONE, RandomExpressions.COLUMNS, texts);
        CompiledExpressions second = BothEngines.compile(ZONE, RandomExpressions.COLUMNS, texts);
        assertThat(second).isEqualTo(first);
        assertThat(first.hash()).matches("[0-9a-f]{64}");
        texts.set(0, "activity = 'another'");
        assertThat(BothEngines.compile(ZONE, RandomExpressions.COLUMNS, texts).hash())
                .isNotEqualTo(first.hash());
    }

    @Test
    void expressionsAreAddedInOrder() {
        ExpressionCompiler compiler = new ExpressionCompiler(ZONE);
        Expression second = new Expression("1 = 1", 1, "close", 1, 1);
        assertThatThrownBy(() -> compiler.add(second, List.of(), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void integerIsWidenedWhereANumberIsExpected() {
        ExpressionCompiler compiler = new ExpressionCompiler(ZONE);
        List<Column> columns = List.of(new Column("sequence", ColumnType.INTEGER));
        compiler.add(new Expression("sequence", 0, "amount", 1, 1), columns, ColumnType.NUMBER);
        CompiledExpressions compiled = compiler.compile();
        assertThat(compiled.types()).containsExactly(ColumnType.NUMBER);
        assertThat(ExpressionPrograms.load(compiled).evaluate(0, new Object[] {5L}))
                .isEqualTo(5.0);
    }

    /** What deserialization makes of a Boolean is not one of the two constants. */
    @Test
    @SuppressWarnings({"removal", "deprecation"})
    void copyOfABooleanIsAsTrueAsTheConstant() {
        List<Column> columns = List.of(new Column("urgent", ColumnType.BOOLEAN));
        ExpressionProgram program =
                ExpressionPrograms.load(BothEngines.compile(ZONE, columns, List.of("urgent", "NOT urgent")));
        assertThat(program.isTrue(0, new Object[] {new Boolean(true)})).isTrue();
        assertThat(program.isTrue(1, new Object[] {new Boolean(false)})).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time", "source", "sequence", "reason", "outcome", "exception", "resource", "queue", "instance",
                        "related",
                "channel", "confidence", "amount", "urgency", "value", "position", "date", "language", "user", "order",
                "group", "select", "timestamp", "month", "hour", "current_date", "row", "interval", "größe", "coalesce"
            })
    void reservedWordsAreColumnsWithoutQuotes(String name) {
        List<Column> columns = List.of(new Column(name, ColumnType.TEXT));
        String text = name + " = 'x' AND \"" + name + "\" IS DISTINCT FROM COALESCE(" + name + ", 'y')";
        CompiledExpressions compiled = BothEngines.compile(ZONE, columns, List.of(text));
        assertThat(ExpressionPrograms.load(compiled).isTrue(0, new Object[] {"x"}))
                .isFalse();
        assertThat(compiled.sql().get(0)).startsWith("(\"" + name + "\" = 'x')");
    }
}
