package io.sojourn.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.MineDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChosenLogTest {
    /** Without handovers: a log that names nobody has none, a part without names of a log that has some has missing ones. */
    private static final FlowOptions FLOW = FlowOptions.mapAndVariants(View.ALL, 0);

    @Test
    void whatIsChosenIsALogWithTheSameContent() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(26));
        for (int round = 0; round < 300; round++) {
            EventLog log = RandomLog.next(random.split(), random.nextBoolean());
            View view = View.values()[random.nextInt(3)];
            Selection chosen = Views.of(random(log, random), view);
            EventLog copy = chosen.toLog();

            assertThat(LogContent.of(copy)).isEqualTo(LogContent.of(chosen));
            assertThat(MineDocument.text(Flow.of(copy, FLOW))).isEqualTo(MineDocument.text(Flow.of(chosen, FLOW)));
            assertThat(copy.activityNames()).hasSameElementsAs(used(copy)).isSorted();
        }
    }

    @Test
    void startsThatAViewHasFoundAreCopied() {
        EventLog log = new EventLogBuilder()
                .add("1", "A", "start", 1, null, null, null)
                .add("1", "A", "complete", 5, null, null, null)
                .build();
        EventLog copy = Views.of(log, View.INTERVAL).toLog();
        assertThat(copy.starts()).containsExactly(1);
        assertThat(copy.times()).containsExactly(5);
        assertThat(copy.lifecycleNames()).containsExactly("complete");
    }

    @Test
    void allOfALogIsTheLogItself() {
        EventLog log = new EventLogBuilder().add("c", "A", 1).build();
        assertThat(log.all().toLog()).isSameAs(log);
        assertThat(log.all().withCases(new long[1]).toLog().events()).isZero();
    }

    @Test
    void aDeclaredAttributeIsThereWithoutAValue() {
        LogAppender appender = new LogAppender();
        LogPart part = appender.begin();
        appender.attributeColumn("payer", ColumnType.TEXT);
        appender.attributeColumn("undeclared");
        appender.set(LogField.CASE, "c");
        appender.set(LogField.ACTIVITY, "A");
        appender.add(1);
        EventLog log = EventLogBuilder.build(List.of(part), AttributeTypes.TEXT_ONLY);

        assertThat(log.attributeNames()).containsExactly("payer");
        assertThat(log.attribute("payer").value(0)).isNull();
        assertThat(log.attribute("payer").type()).isEqualTo(ColumnType.TEXT);
    }

    private static Selection random(EventLog log, SplittableRandom random) {
        long[] cases = Bits.of(log.cases());
        for (int c = 0; c < log.cases(); c++) {
            if (random.nextInt(3) > 0) {
                Bits.set(cases, c);
            }
        }
        long[] events = Bits.of(log.events());
        for (int i = 0; i < log.events(); i++) {
            if (random.nextInt(4) > 0) {
                Bits.set(events, i);
            }
        }
        Selection chosen = log.all().withCases(cases);
        return random.nextBoolean() ? chosen : chosen.withEvents(events);
    }

    private static Set<String> used(EventLog log) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < log.events(); i++) {
            names.add(log.activityNames().get(log.activities().at(i)));
        }
        return names;
    }
}
