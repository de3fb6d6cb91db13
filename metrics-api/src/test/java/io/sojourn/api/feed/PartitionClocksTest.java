package io.sojourn.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.fact.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PartitionClocksTest {
    private final Map<String, Long> positions = new HashMap<>();
    private final PartitionClocks clocks = new PartitionClocks("facts", 2, positions);

    @Test
    void anAsOfCountsWhenItWasReadFromEveryPartition() {
        assertThat(read(clocks, 0, 1, 50)).isEmpty();
        assertThat(read(clocks, 0, 1, 60)).isEmpty();
        assertThat(read(clocks, 1, 1, 50)).hasValue(50);
        assertThat(read(clocks, 1, 1, 60)).hasValue(60);
        assertThat(read(clocks, 1, 1, 70)).as("no news").isEmpty();
    }

    @Test
    void aReaderThatStartsAgainKnowsWhatItHadRead() {
        read(clocks, 0, 1, 50);
        PartitionClocks again = new PartitionClocks("facts", 2, positions);
        assertThat(read(again, 1, 1, 50)).hasValue(50);
    }

    @Test
    void aNewWriterBeginsAnewAndAnOldOneIsNotHeard() {
        read(clocks, 0, 1, 50);
        read(clocks, 1, 1, 50);
        assertThat(read(clocks, 0, 2, 40)).isEmpty();
        assertThat(read(clocks, 0, 1, 90)).isEmpty();
        assertThat(read(clocks, 1, 2, 40)).hasValue(40);
    }

    @Test
    void writersAreToldApart() {
        PartitionClocks one = new PartitionClocks("facts", 1, positions);
        assertThat(one.read(asOf(0, 1, 50), 0, positions)).isPresent();
        assertThat(one.read(asOf(1, 1, 50), 0, positions)).isPresent();
    }

    private OptionalLong read(PartitionClocks clocks, int partition, long epoch, long asOf) {
        return clocks.read(asOf(0, epoch, asOf), partition, positions)
                .map(r -> OptionalLong.of((long) r.values()[3]))
                .orElse(OptionalLong.empty());
    }

    private static Result asOf(long writer, long epoch, long asOf) {
        return new Result(Result.Kind.AS_OF, null, new Object[] {"CASES", writer, 2L, asOf}, epoch);
    }
}
