package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.log.EventLog;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectlyFollowsTest {
    @Test
    void theGraphAloneIsThatOfTheFlow() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(91));
        for (int round = 0; round < 100; round++) {
            EventLog log = RandomLogs.log(RandomLogs.rows(random.split(), round % 2 == 0));
            DirectlyFollows graph = DirectlyFollows.of(log.all(), random.nextInt(1, 4));
            List<String> names = log.activityNames();
            long pairs = 0;
            for (Arc arc : Flow.of(log, FlowOptions.defaults()).arcs()) {
                int from = names.indexOf(arc.from());
                int to = names.indexOf(arc.to());
                assertThat(graph.count(from, to)).isEqualTo(arc.count());
                assertThat(graph.totalMicros(from, to) / 1e6)
                        .isCloseTo(arc.time().mean() * arc.count(), within(1e-6));
                pairs += arc.count();
            }
            assertThat(pairs).isEqualTo(log.events() - log.cases());
        }
    }
}
