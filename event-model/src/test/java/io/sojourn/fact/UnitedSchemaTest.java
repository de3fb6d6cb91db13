package io.sojourn.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables that several definitions share: of one process, and of several. */
class UnitedSchemaTest {
    private static ProcessDefinition definition(String process, int version, String attributes, String more) {
        return Definitions.compile(
                        process + ".yaml",
                        """
                        process: %s
                        version: %d
                        attributes: {%s}
                        %s
                        """
                                .formatted(process, version, attributes, more))
                .definition();
    }

    private static ProcessDefinition definition(String process, int version, String attributes) {
        return definition(process, version, attributes, "");
    }

    private static UnitedSchema events(ProcessDefinition... definitions) {
        return new UnitedSchema(FactTable.EVENTS, List.of(definitions));
    }

    private static List<String> attributes(UnitedSchema schema) {
        List<String> names = schema.columns().stream().map(Column::name).toList();
        return names.subList(names.indexOf("late") + 1, names.size());
    }

    /** An event's row with values of attributes, and the values of all attributes that it has as a united row. */
    private static List<Object> united(UnitedSchema schema, String process, long version, Object... attributes) {
        int fixed = schema.columns().size() - attributes(schema).size();
        Object[] row = new Object[fixed + attributes.length];
        row[0] = process;
        row[1] = version;
        System.arraycopy(attributes, 0, row, fixed, attributes.length);
        Object[] united = schema.united(row);
        Object[] whole = Arrays.copyOf(united, schema.columns().size());
        assertThat(Arrays.copyOf(whole, fixed)).isEqualTo(Arrays.copyOf(row, fixed));
        return Arrays.asList(Arrays.copyOfRange(whole, fixed, whole.length));
    }

    @Test
    void columnsComeInTheOrderInWhichTheDefinitionsCame() {
        UnitedSchema schema = events(
                definition("a", 1, "x: text"),
                definition("b", 1, "y: integer, x: text"),
                definition("a", 2, "x: text, z: number"));
        assertThat(attributes(schema)).containsExactly("x", "y", "z");
        assertThat(schema.of("a", 1).columns()).hasSize(schema.columns().size() - 2);
        assertThat(schema.of("a", 3)).isNull();
        assertThat(schema.of("c", 1)).isNull();
        assertThat(schema.widest("a")).isEqualTo(schema.columns().size() - 1);
    }

    @Test
    void aRowHasTheColumnsOfItsProcessAndNullInThoseOfTheOthers() {
        UnitedSchema schema = events(
                definition("a", 1, "x: text"),
                definition("b", 1, "y: integer, x: text"),
                definition("a", 2, "x: text, z: number"));
        assertThat(united(schema, "b", 1, 7L, "of b")).containsExactly("of b", 7L, null);
        assertThat(united(schema, "a", 2, "of a", 2.5)).containsExactly("of a", null, 2.5);
    }

    @Test
    void anEventThatWasReadUnderANewerVersionThanItsCaseKeepsItsAttributes() {
        UnitedSchema schema = events(
                definition("a", 1, "x: text"),
                definition("b", 1, "y: integer"),
                definition("a", 2, "x: text, z: number"));
        assertThat(united(schema, "a", 1, "of a", 2.5)).containsExactly("of a", null, 2.5);
        assertThat(united(schema, "a", 1, "of a")).containsExactly("of a", null, null);
    }

    @Test
    void rejectedEventsOfAnUnknownProcessAreRows() {
        UnitedSchema schema = new UnitedSchema(FactTable.REJECTED_EVENTS, List.of(definition("a", 1, "x: text")));
        assertThat(schema.of("nobody's", 0)).isEqualTo(schema.of("a", 1));
        Object[] row = {"nobody's", 0L, "s", 1L, "not_found", "e", null, "no such process", null};
        assertThat(schema.united(row)).isSameAs(row);
    }

    @Test
    void aNameWithTwoTypesIsRefusedAndBothProcessesAreNamed() {
        assertThatThrownBy(() -> events(definition("a", 1, "amount: number"), definition("b", 3, "amount: text")))
                .isInstanceOfSatisfying(
                        SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DEFINITION))
                .hasMessageContaining("table events")
                .hasMessageContaining("amount is number in process a (version 1)")
                .hasMessageContaining("amount is text in process b (version 3)");
        ProcessDefinition any = definition("a", 1, "x: text", "case: {asked: {any: \"TRUE\"}}");
        ProcessDefinition count = definition("b", 1, "x: text", "case: {asked: {count: \"TRUE\"}}");
        assertThatThrownBy(() -> new UnitedSchema(FactTable.CASES, List.of(any, count)))
                .hasMessageContaining("asked is boolean in process a")
                .hasMessageContaining("asked is integer in process b");
        ProcessDefinition dimension = definition("b", 1, "asked: text", "dimensions: [asked]");
        assertThatThrownBy(() -> new UnitedSchema(FactTable.CASES, List.of(any, dimension)))
                .hasMessageContaining("asked is text in process b");
    }

    @Test
    void aTableOfTooManyColumnsIsRefused() {
        List<ProcessDefinition> many = new ArrayList<>();
        for (int p = 0; p < 6; p++) {
            String prefix = "p" + p + "_";
            String attributes =
                    IntStream.range(0, 900).mapToObj(i -> prefix + i + ": text").collect(Collectors.joining(", "));
            many.add(definition("process" + p, 1, attributes));
        }
        assertThatThrownBy(() -> new UnitedSchema(FactTable.EVENTS, many))
                .isInstanceOfSatisfying(
                        SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_LIMIT))
                .hasMessageContaining("the limit is 5000");
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() {
        assertThatThrownBy(() -> events(definition("a", 1, "Amount: text"), definition("b", 1, "amount: text")))
                .hasMessageContaining("Amount is text in process a")
                .hasMessageContaining("amount is text in process b");
    }
}
