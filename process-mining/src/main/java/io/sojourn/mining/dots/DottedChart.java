package io.sojourn.mining.dots;

import io.sojourn.event.Limits;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import io.sojourn.mining.statistics.Thinning;
import java.util.Arrays;
import java.util.List;

/**
 * A dotted chart (Song, van der Aalst, 2007): a row for each case, a dot for each event. Of more events than {@link
 * Limits#DRAWN_DOTS} about so many are kept, the same ones each time, over all rows alike.
 */
public final class DottedChart {
    private final DotOptions options;
    private final long cases;
    private final long events;
    private final List<DotColour> colours;
    private final int[] rows;
    private final long[] micros;
    private final int[] colourOf;

    private DottedChart(DotOptions options, Selection view, DotColours colours) {
        this.options = options;
        this.cases = view.cases();
        this.events = view.events();
        this.colours = colours.list();
        Thinning thinning = new Thinning(events, Limits.DRAWN_DOTS);
        DotCollector dots = new DotCollector(view, options, colours, thinning);
        RowOrder.of(view, options.order()).forEach(dots::row);
        this.rows = dots.rows();
        this.micros = dots.micros();
        this.colourOf = dots.colours();
    }

    /** Of some cases and events; O(n log n) in events. */
    public static DottedChart of(Selection selection, View view, DotOptions options) {
        Selection seen = Views.of(selection, view);
        return new DottedChart(options, seen, DotColours.of(seen, options.colour()));
    }

    public DotOptions options() {
        return options;
    }

    /** Number of rows. */
    public long cases() {
        return cases;
    }

    /** Events, whether they are kept or not. */
    public long events() {
        return events;
    }

    /** Number of dots: events that are kept. */
    public int size() {
        return rows.length;
    }

    /** What the colours stand for, the most frequent first, with all others behind them. */
    public List<DotColour> colours() {
        return colours;
    }

    /** Row of a dot, from 0 at the top. Dots are in the order of (row, time). */
    public int row(int dot) {
        return rows[dot];
    }

    /** Place of a dot: microseconds since 1970, since the case's first event, or since Monday 0:00. */
    public long micros(int dot) {
        return micros[dot];
    }

    /** Place in {@link #colours}. */
    public int colour(int dot) {
        return colourOf[dot];
    }

    /** Place of the leftmost dot; 0 of none. */
    public long least() {
        return Arrays.stream(micros).min().orElse(0);
    }

    /** Place of the rightmost dot; 0 of none. */
    public long greatest() {
        return Arrays.stream(micros).max().orElse(0);
    }
}
