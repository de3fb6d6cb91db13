package io.sojourn.mining.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import org.junit.jupiter.api.Test;

class ProcessMapDocumentTest {
    private static final EventLog LOG = new EventLogBuilder()
            .add("1", "A", 0)
            .add("1", "B", 1_500_000)
            .add("1", "B", 1_500_000)
            .build();

    @Test
    void theDocumentHasItsContractsKeysInOrder() {
        assertThat(ProcessMapDocument.of(ProcessMap.of(LOG, MapOptions.defaults())))
                .isEqualTo(
                        "{\"view\":\"all\",\"calendar\":null,\"events\":3,\"cases\":1,\"activity_count\":2,\"path_count\":4,"
                                + "\"shown_percent\":{\"activities\":100,\"paths\":100},\"activities\":["
                                + "{\"activity\":\"B\",\"count\":2,\"cases\":1,\"most_in_case\":2,\"begins\":0,\"ends\":1,"
                                + "\"mean_place\":1.0,\"service_seconds\":null,\"working_seconds\":null},"
                                + "{\"activity\":\"A\",\"count\":1,\"cases\":1,\"most_in_case\":1,\"begins\":1,\"ends\":0,"
                                + "\"mean_place\":0.0,\"service_seconds\":null,\"working_seconds\":null}],\"paths\":["
                                + "{\"from\":null,\"to\":\"A\",\"count\":1,\"cases\":1,\"most_in_case\":1,\"seconds\":null,\"working_seconds\":null},"
                                + "{\"from\":\"A\",\"to\":\"B\",\"count\":1,\"cases\":1,\"most_in_case\":1,\"seconds\":{\"min\":1.5,"
                                + "\"mean\":1.5,\"median\":1.5,\"p90\":1.5,\"max\":1.5,\"total\":1.5},\"working_seconds\":null},"
                                + "{\"from\":\"B\",\"to\":\"B\",\"count\":1,\"cases\":1,\"most_in_case\":1,\"seconds\":{\"min\":0.0,"
                                + "\"mean\":0.0,\"median\":0.0,\"p90\":0.0,\"max\":0.0,\"total\":0.0},\"working_seconds\":null},"
                                + "{\"from\":\"B\",\"to\":null,\"count\":1,\"cases\":1,\"most_in_case\":1,\"seconds\":null,\"working_seconds\":null}]}");
    }

    @Test
    void variantsWithShortLoopsAreListedWhereTheyAreGiven() {
        assertThat(ProcessMapDocument.of(
                        ProcessMap.of(LOG, MapOptions.defaults()),
                        VariantClasses.of(LOG.all()).list(10)))
                .endsWith(",\"variant_classes\":[{\"steps\":[\"A\",\"B+\"],\"cases\":1}]}");
    }
}
