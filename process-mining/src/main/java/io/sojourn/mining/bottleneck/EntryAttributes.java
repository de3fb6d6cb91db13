package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitCauses;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is known of each wait in any log: who did the work, and when it became possible. */
final class EntryAttributes {
    private static final int HOURS_A_BLOCK = 4;

    private EntryAttributes() {}

    static List<OccurrenceAttribute> of(WaitCauses waits, ZoneId zone) {
        ActivityInstances instances = waits.instances();
        List<OccurrenceAttribute> all = new ArrayList<>();
        if (!instances.resourceNames().isEmpty()) {
            all.add(new CodedAttribute(
                    "resource", instances.resourceNames(), i -> instances.resources()[i]));
        }
        if (!instances.teamNames().isEmpty()) {
            all.add(new CodedAttribute(
                    "team", instances.teamNames(), i -> instances.teams()[i]));
        }
        all.add(new CodedAttribute(
                "weekday of entry",
                weekdays(),
                i -> entry(waits, i, zone).getDayOfWeek().getValue() - 1));
        all.add(new CodedAttribute(
                "hour of entry", blocks(), i -> entry(waits, i, zone).getHour() / HOURS_A_BLOCK));
        return all;
    }

    private static List<String> weekdays() {
        return Arrays.stream(DayOfWeek.values())
                .map(d -> d.name().charAt(0) + d.name().substring(1).toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    private static List<String> blocks() {
        return IntStream.range(0, 24 / HOURS_A_BLOCK)
                .mapToObj(b -> String.format(
                        java.util.Locale.ROOT, "%02d to %02d h", b * HOURS_A_BLOCK, (b + 1) * HOURS_A_BLOCK))
                .toList();
    }

    private static ZonedDateTime entry(WaitCauses waits, int i, ZoneId zone) {
        long micros = waits.instances().starts()[i] - waits.wait(i);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).atZone(zone);
    }
}
