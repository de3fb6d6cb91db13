package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.waits.WaitCauses;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RootCausesTest {
    private static final long HOUR = 3_600_000_000L;
    private static final int CASES = 600;

    private final Random random = new Random(Long.getLong("sojourn.seed", 7));
    private final int[] payer = random.ints(CASES, 0, 4).toArray();
    private final int[] plan = new int[CASES];
    private final int[] colour = random.ints(CASES, 0, 5).toArray();

    /** Cases of payer 2 wait ten hours longer; most of them have plan 1, which few others have. */
    private WaitCauses waits(long extra) {
        EventLogBuilder log = new EventLogBuilder();
        for (int c = 0; c < CASES; c++) {
            plan[c] = random.nextInt(10) < (payer[c] == 2 ? 9 : 1) ? 1 : 0;
            long wait = (long) (-5 * HOUR * Math.log(1 - random.nextDouble())) + (payer[c] == 2 ? extra : 0);
            log.add("c" + c, "Ask", c * HOUR).add("c" + c, "Decide", c * HOUR + wait);
        }
        return Bottlenecks.waits(log.build(), BottleneckOptions.defaults());
    }

    private List<RootCause> causes(WaitCauses waits) {
        int[] caseOf = waits.instances().caseOfEach();
        List<OccurrenceAttribute> attributes = List.of(
                OccurrenceAttribute.ofCase("payer", List.of("A", "B", "C", "D"), payer, caseOf),
                OccurrenceAttribute.ofCase("plan", List.of("basic", "special"), plan, caseOf),
                OccurrenceAttribute.ofCase("colour", List.of("1", "2", "3", "4", "5"), colour, caseOf));
        int[] members = IntStream.range(0, waits.instances().size())
                .filter(i -> waits.enablement().sources()[i] >= 0)
                .toArray();
        return new RootCauses(waits, attributes, BottleneckOptions.defaults()).of(members);
    }

    @Test
    void theValueThatMakesWaitsLongIsNamedAndWhatGoesWithItIsNotNamedAgain() {
        WaitCauses waits = waits(10 * HOUR);
        List<RootCause> causes = causes(waits);
        assertThat(causes).hasSize(1);
        RootCause cause = causes.get(0);
        assertThat(cause.name()).isEqualTo("payer = C");
        assertThat(cause.goesWith()).containsExactly("plan = special");
        assertThat(cause.interval().contains(10)).isTrue();
        double own = 0;
        double others = 0;
        double all = 0;
        for (int c = 0; c < CASES; c++) {
            double hours = Units.hours(waits.wait(2 * c + 1));
            own += payer[c] == 2 ? hours : 0;
            others += payer[c] == 2 ? 0 : hours;
            all += hours;
        }
        double n = cause.occurrences();
        assertThat(cause.excessHours()).isCloseTo(own / n - others / (CASES - n), within(1e-9));
        assertThat(cause.shareOfWait()).isCloseTo((own - n * others / (CASES - n)) / all, within(1e-9));
    }

    @Test
    void whereNothingGoesWithTheWaitsNothingIsNamed() {
        assertThat(causes(waits(0))).isEmpty();
    }
}
