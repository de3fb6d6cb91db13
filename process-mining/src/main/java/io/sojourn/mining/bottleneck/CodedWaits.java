package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.WaitCauses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Waits at a place with the codes of their attributes.
 *
 * @param micros of each wait
 * @param codes by attribute, of each wait
 */
record CodedWaits(long[] micros, int[][] codes) {
    static CodedWaits of(WaitCauses waits, int[] members, List<OccurrenceAttribute> attributes) {
        return new CodedWaits(
                Arrays.stream(members).mapToLong(waits::wait).toArray(),
                attributes.stream()
                        .map(a -> Arrays.stream(members).map(a::code).toArray())
                        .toArray(int[][]::new));
    }

    int size() {
        return micros.length;
    }

    double hours(int k) {
        return Units.hours(micros[k]);
    }

    double hours() {
        double sum = 0;
        for (int k = 0; k < micros.length; k++) {
            sum += hours(k);
        }
        return sum;
    }

    CodedWaits without(int attribute, int code) {
        int[] kept = IntStream.range(0, micros.length)
                .filter(k -> codes[attribute][k] != code)
                .toArray();
        return new CodedWaits(
                Arrays.stream(kept).mapToLong(k -> micros[k]).toArray(),
                Arrays.stream(codes)
                        .map(of -> Arrays.stream(kept).map(k -> of[k]).toArray())
                        .toArray(int[][]::new));
    }
}
