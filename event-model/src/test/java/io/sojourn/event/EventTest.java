package io.sojourn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Event SENT = append("e1", "s", 1, 10, "SENT", "gold");

    @Test
    void sameSourceAndIdIsTheSameEventWhateverItSays() {
        assertThat(SENT.sameIdentity(append("e1", "s", 9, 99, "OTHER", null))).isTrue();
        assertThat(SENT.sameIdentity(append("e2", "s", 1, 10, "SENT", "gold"))).isFalse();
        assertThat(SENT.sameIdentity(append("e1", "t", 1, 10, "SENT", "gold"))).isFalse();
    }

    @Test
    void timeOfReceiptIsNoContent() {
        Event later = received(SENT, 77);
        assertThat(SENT.sameContent(later)).isTrue();
        assertThat(SENT).isNotEqualTo(later);
    }

    @Test
    void thePlaceInTheSourceIsNoContent() {
        Event again = append("e1", "s", 2, 10, "SENT", "gold");
        assertThat(SENT.sameContent(again)).isTrue();
        assertThat(SENT).isNotEqualTo(again);
    }

    @Test
    void everyOtherFieldIsContent() {
        assertThat(SENT.sameContent(append("e1", "s", 1, 11, "SENT", "gold"))).isFalse();
        assertThat(SENT.sameContent(append("e1", "s", 1, 10, "DONE", "gold"))).isFalse();
        assertThat(SENT.sameContent(append("e1", "s", 1, 10, "SENT", "silver"))).isFalse();
        assertThat(SENT.sameContent(append("e1", "s", 1, 10, "SENT", null))).isFalse();
    }

    @Test
    void correctionIsTheSameOnlyWithItsTargetAndVersion() {
        Event first = change(Operation.CORRECT, "e1", 1);
        assertThat(first.sameIdentity(change(Operation.CORRECT, "e1", 1))).isTrue();
        assertThat(first.sameIdentity(change(Operation.RETRACT, "e1", 1))).isTrue();
        assertThat(first.sameIdentity(change(Operation.CORRECT, "e1", 2))).isFalse();
        assertThat(first.sameIdentity(change(Operation.CORRECT, "e2", 1))).isFalse();
        assertThat(first.sameIdentity(SENT)).isFalse();
    }

    @Test
    void correctedEventKeepsIdSourceAndSequence() {
        Event corrected = SENT.correctedBy(change(Operation.CORRECT, "e1", 1));
        assertThat(corrected.sameIdentity(SENT)).isTrue();
        assertThat(corrected.sequence()).isEqualTo(SENT.sequence());
        assertThat(corrected.operation()).isEqualTo(Operation.APPEND);
        assertThat(corrected.activity()).isEqualTo("CHANGED");
        assertThat(corrected.timeMicros()).isEqualTo(50);
    }

    @Test
    void orderIsTimeThenSourceThenSequence() {
        List<Event> ordered = List.of(
                append("a", "s", 5, 1, "A", null),
                append("b", "r", 9, 2, "A", null),
                append("c", "s", 1, 2, "A", null),
                append("d", "s", 2, 2, "A", null));
        List<Event> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(Event.ORDER);
        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void refusesWhatIsNoEvent() {
        assertThatThrownBy(() -> change(Operation.CORRECT, null, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change(Operation.RETRACT, "e1", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> append("e1", "s", 1, 10, null, null)).hasMessageContaining("activity is missing");
    }

    @Test
    void rowHasTheStandardColumnsAndThenTheAttributes() {
        Object[] row = EventColumns.row(SENT);
        List<Column> columns = EventColumns.with(List.of(new Column("payer", ColumnType.TEXT)));
        assertThat(row).hasSameSizeAs(columns);
        assertThat(row[EventColumns.TIME]).isEqualTo(10L);
        assertThat(columns.get(EventColumns.TIME)).isEqualTo(new Column("time", ColumnType.TIME));
        assertThat(columns.get(EventColumns.INSTANCE).name()).isEqualTo("instance");
        assertThat(columns.get(EventColumns.FIRST_ATTRIBUTE).name()).isEqualTo("payer");
        assertThat(row[EventColumns.FIRST_ATTRIBUTE]).isEqualTo("gold");
    }

    private static Event append(String id, String source, long sequence, long time, String activity, Object payer) {
        return event(id, source, sequence, Operation.APPEND, null, 0, activity, time, 0, payer);
    }

    private static Event change(Operation operation, String target, int version) {
        return event("c", "s", 8, operation, target, version, "CHANGED", 50, 0, null);
    }

    private static Event received(Event e, long micros) {
        return event(
                e.eventId(),
                e.source(),
                e.sequence(),
                e.operation(),
                null,
                0,
                e.activity(),
                e.timeMicros(),
                micros,
                e.attributes()[0]);
    }

    private static Event event(
            String id,
            String source,
            long sequence,
            Operation operation,
            String corrects,
            int version,
            String activity,
            long time,
            long received,
            Object payer) {
        return new Event(
                "p",
                "c1",
                id,
                source,
                sequence,
                operation,
                corrects,
                version,
                activity,
                "complete",
                time,
                "ann",
                "person",
                "team",
                null,
                null,
                null,
                null,
                null,
                null,
                received,
                new Object[] {payer});
    }
}
