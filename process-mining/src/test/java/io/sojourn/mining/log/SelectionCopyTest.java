package io.sojourn.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A selection as a log of its own, against the selection. */
class SelectionCopyTest {
    @Test
    void aCopyHasWhatTheSelectionHas() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(171));
        for (int round = 0; round < 200; round++) {
            EventLog log = RandomLog.next(random.split(), random.nextBoolean());
            Selection some = log.all().withCases(bits(random, log.cases())).withEvents(bits(random, log.events()));
            EventLog copy = some.toLog();
            assertThat(LogContent.of(copy)).isEqualTo(LogContent.of(some));
            assertThat(copy.events()).isEqualTo((int) some.events());
            assertThat(copy.activityNames()).isEqualTo(log.activityNames());
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
    }

    @Test
    void allOfALogIsTheLogItself() {
        EventLog log = new EventLogBuilder().add("1", "A", 1).build();
        assertThat(log.all().toLog()).isSameAs(log);
    }

    private static long[] bits(SplittableRandom random, int size) {
        long[] bits = Bits.of(size);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(3) > 0) {
                Bits.set(bits, i);
            }
        }
        return bits;
    }
}
