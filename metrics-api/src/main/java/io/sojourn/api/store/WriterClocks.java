package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Lane;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Up to when each writer of each lane has said everything. The store's as_of is the least of all of them, once all have
 * spoken. When a lane goes on with another number of writers, those of before are forgotten.
 */
final class WriterClocks {
    static final long NEVER = Long.MIN_VALUE;

    private final Map<Lane, LaneClock> lanes = new EnumMap<>(Lane.class);

    /** One lane's writers: the last word of each, and the epoch it was said with. */
    private static final class LaneClock {
        final long[] asOf;
        final long[] epochs;

        LaneClock(int writers) {
            asOf = new long[writers];
            epochs = new long[writers];
            Arrays.fill(asOf, NEVER);
            Arrays.fill(epochs, NEVER);
        }

        long newestEpoch() {
            return Arrays.stream(epochs).max().orElseThrow();
        }

        long least() {
            return Arrays.stream(asOf).min().orElseThrow();
        }
    }

    /** Takes a result of kind {@link Result.Kind#AS_OF}. */
    void hear(Result r) {
        Lane lane = r.lane();
        int index = Math.toIntExact(((Number) r.values()[1]).longValue());
        int writers = Math.toIntExact(((Number) r.values()[2]).longValue());
        long asOf = ((Number) r.values()[3]).longValue();
        if (index < 0 || index >= writers || writers > Result.GROUPS) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "there is no writer " + index + " of " + writers + " of the lane " + lane + ".",
                    "Maybe the stream runs with a parallelism above " + Result.GROUPS + ".");
        }
        if (lane == Lane.SOURCE) {
            return;
        }
        LaneClock clock = clock(lane, writers, r.epoch());
        if (clock != null && r.epoch() >= clock.epochs[index]) {
            boolean same = r.epoch() == clock.epochs[index];
            clock.asOf[index] = same ? Math.max(asOf, clock.asOf[index]) : asOf;
            clock.epochs[index] = r.epoch();
        }
    }

    /** The clock of a lane with so many writers; null when it has gone on with another number of them. */
    private LaneClock clock(Lane lane, int writers, long epoch) {
        LaneClock clock = lanes.get(lane);
        if (clock == null || (clock.asOf.length != writers && epoch > clock.newestEpoch())) {
            clock = new LaneClock(writers);
            lanes.put(lane, clock);
        }
        return clock.asOf.length == writers ? clock : null;
    }

    /** The greatest that any writer has said, or {@link #NEVER}. */
    long latest() {
        return lanes.values().stream()
                .flatMapToLong(lane -> Arrays.stream(lane.asOf))
                .max()
                .orElse(NEVER);
    }

    /** True when the writer that says this has said so much before. */
    boolean hasSaid(Result r, long asOf) {
        LaneClock clock = lanes.get(r.lane());
        if (clock == null) {
            return false;
        }
        int writers = clock.asOf.length;
        if (r.kind() == Result.Kind.AS_OF) {
            int index = ((Number) r.values()[1]).intValue();
            return index >= 0 && index < writers && clock.asOf[index] >= asOf;
        }
        // Flink divides the groups so.
        return r.group() != Result.NO_GROUP && clock.asOf[r.group() * writers / Result.GROUPS] >= asOf;
    }

    /** The least of all writers, or {@link #NEVER} while one has not spoken. */
    long asOf() {
        if (lanes.size() < Lane.values().length - 1) {
            return NEVER;
        }
        return lanes.values().stream().mapToLong(LaneClock::least).min().orElseThrow();
    }

    /** As it is kept: for each lane its name, then {@code epoch:as_of} of each writer. */
    String toText() {
        StringJoiner all = new StringJoiner(";");
        lanes.forEach((lane, clock) -> {
            StringJoiner one = new StringJoiner(" ").add(lane.name());
            for (int i = 0; i < clock.asOf.length; i++) {
                one.add(clock.epochs[i] + ":" + clock.asOf[i]);
            }
            all.add(one.toString());
        });
        return all.toString();
    }

    static WriterClocks ofText(String text) {
        WriterClocks clocks = new WriterClocks();
        for (String lane : text.isEmpty() ? new String[0] : text.split(";")) {
            String[] parts = lane.split(" ");
            LaneClock clock = new LaneClock(parts.length - 1);
            for (int i = 1; i < parts.length; i++) {
                String[] word = parts[i].split(":");
                clock.epochs[i - 1] = Long.parseLong(word[0]);
                clock.asOf[i - 1] = Long.parseLong(word[1]);
            }
            clocks.lanes.put(Lane.valueOf(parts[0]), clock);
        }
        return clocks;
    }
}
