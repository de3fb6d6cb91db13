package io.sojourn.mining.truth;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.ExternalWaits;
import java.util.List;

/**
 * A simulated log with its truth.
 *
 * @param pathOfCase of each case
 * @param causes of each instance, in the order of {@link ActivityInstances}: microseconds by cause
 * @param external case, from, to of each span with somebody outside
 */
public record PlantedLog(EventLog log, List<Plant> plants, int[] pathOfCase, long[][] causes, List<long[]> external) {

    /** What the definition of a process would tell about who is outside. */
    public ExternalWaits externalWaits(ActivityInstances of) {
        ExternalWaits.Builder builder = new ExternalWaits.Builder(of);
        for (long[] span : external) {
            builder.span((int) span[0], span[1], span[2]);
        }
        return builder.build();
    }
}
