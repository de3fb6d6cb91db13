package io.sojourn.stream.cases;

import io.sojourn.stream.measures.Series;
import java.util.Arrays;

/** Values of a definition's dimensions, and the series of aggregates that they lead to. One object for equal values. */
final class Dimensions {
    final String[] values;
    private final int places;
    private final int hash;
    private Series[] series;

    /** @param places how many series there are for each combination of values, see {@link Plan} */
    Dimensions(String[] values, int places) {
        this.values = values;
        this.places = places;
        this.hash = Arrays.hashCode(values);
    }

    /** The series at a place; null when it was not made yet. */
    Series series(int place) {
        return series == null ? null : series[place];
    }

    void keep(int place, Series made) {
        if (series == null) {
            series = new Series[places];
        }
        series[place] = made;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Dimensions d && hash == d.hash && Arrays.equals(values, d.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
