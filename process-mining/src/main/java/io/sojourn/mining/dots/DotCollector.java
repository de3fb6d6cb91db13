package io.sojourn.mining.dots;

import io.sojourn.mining.log.Selection;
import io.sojourn.mining.statistics.Thinning;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** Collects the dots that are kept, row by row. */
final class DotCollector {
    private final Selection view;
    private final DotOptions options;
    private final DotColours colours;
    private final Thinning thinning;
    private int[] rowOf = new int[1_024];
    private long[] at = new long[1_024];
    private int[] colourOf = new int[1_024];
    private int size;
    private int row;
    private long seen;

    DotCollector(Selection view, DotOptions options, DotColours colours, Thinning thinning) {
        this.view = view;
        this.options = options;
        this.colours = colours;
        this.thinning = thinning;
    }

    /** Takes the next row. */
    void row(int caseInLog) {
        int[] offsets = view.log().offsets();
        long first = -1;
        for (int i = offsets[caseInLog]; i < offsets[caseInLog + 1]; i++) {
            if (view.hasEvent(i)) {
                long time = view.log().times()[i];
                first = first < 0 ? time : first;
                if (thinning.keeps(seen++)) {
                    add(place(time, first), colours.of(i));
                }
            }
        }
        row++;
    }

    private long place(long time, long first) {
        return switch (options.axis()) {
            case TIME -> time;
            case CASE -> time - first;
            case WEEK -> inWeek(time, options.zone());
        };
    }

    private static long inWeek(long micros, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone);
        LocalDateTime monday =
                local.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).truncatedTo(ChronoUnit.DAYS);
        return ChronoUnit.MICROS.between(monday, local);
    }

    private void add(long place, int colour) {
        if (size == at.length) {
            rowOf = Arrays.copyOf(rowOf, size * 2);
            at = Arrays.copyOf(at, size * 2);
            colourOf = Arrays.copyOf(colourOf, size * 2);
        }
        rowOf[size] = row;
        at[size] = place;
        colourOf[size++] = colour;
    }

    int[] rows() {
        return Arrays.copyOf(rowOf, size);
    }

    long[] micros() {
        return Arrays.copyOf(at, size);
    }

    int[] colours() {
        return Arrays.copyOf(colourOf, size);
    }
}
