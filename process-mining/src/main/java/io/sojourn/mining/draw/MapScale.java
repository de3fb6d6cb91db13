package io.sojourn.mining.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * From a value to one of five bands and to the width of a line. Band i of 5 ends at (i/5)² of the greatest value: differences among the many small
 * ones show, and the line's width grows with the square root. Values below zero count as zero.
 */
final class MapScale {
    private static final double THINNEST = 1;
    private static final double THICKER = 5;

    private final double greatest;

    /** @param values NaN for none */
    MapScale(DoubleStream values) {
        greatest = values.filter(v -> !Double.isNaN(v)).reduce(0, Math::max);
    }

    /** The end of a band, from 1. */
    double limit(int band) {
        double part = (double) band / MapStyle.BANDS;
        return band == MapStyle.BANDS ? greatest : greatest * part * part;
    }

    /** From 1; 0 for no value. */
    int band(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int band = 1;
        while (band < MapStyle.BANDS && value > limit(band)) {
            band++;
        }
        return band;
    }

    double lineWidth(double value) {
        if (Double.isNaN(value) || greatest == 0) {
            return THINNEST;
        }
        return THINNEST + THICKER * Math.sqrt(Math.max(0, value) / greatest);
    }

    /** The bands that a legend shows: of counts only those that end at another whole number than the one before. */
    List<Integer> shown(boolean isWhole) {
        List<Integer> shown = new ArrayList<>();
        double before = 0;
        for (int band = 1; band <= MapStyle.BANDS; band++) {
            double limit = isWhole ? Math.floor(limit(band)) : limit(band);
            if (limit > before) {
                shown.add(band);
                before = limit;
            }
        }
        return shown;
    }
}
