package io.sojourn.mining.bottleneck;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The means of (times, hours) over cases, and draws of what these means might have been: by resampling cases, or, of many
 * cases, from the normal distribution that the means of resamples have by the central limit theorem.
 */
final class CaseMeans {
    private static final int RESAMPLED_UP_TO = 2_000;
    private final double[] times;
    private final double[] hours;
    private int size;

    CaseMeans(int atMost) {
        times = new double[atMost];
        hours = new double[atMost];
    }

    void add(double timesOfCase, double hoursOfCase) {
        times[size] = timesOfCase;
        hours[size++] = hoursOfCase;
    }

    int size() {
        return size;
    }

    double meanTimes() {
        return Arrays.stream(times, 0, size).sum() / size;
    }

    double meanHours() {
        return Arrays.stream(hours, 0, size).sum() / size;
    }

    /** Draws; of each the mean of times and that of hours. */
    double[][] draw(int draws, SplittableRandom random) {
        return size <= RESAMPLED_UP_TO ? resampled(draws, random) : normal(draws, random);
    }

    private double[][] resampled(int draws, SplittableRandom random) {
        double[][] means = new double[draws][2];
        for (double[] mean : means) {
            double sumTimes = 0;
            double sumHours = 0;
            for (int k = 0; k < size; k++) {
                int drawn = random.nextInt(size);
                sumTimes += times[drawn];
                sumHours += hours[drawn];
            }
            mean[0] = sumTimes / size;
            mean[1] = sumHours / size;
        }
        return means;
    }

    private double[][] normal(int draws, SplittableRandom random) {
        double ofTimes = meanTimes();
        double ofHours = meanHours();
        double squaresTimes = 0;
        double squaresHours = 0;
        double products = 0;
        for (int k = 0; k < size; k++) {
            squaresTimes += (times[k] - ofTimes) * (times[k] - ofTimes);
            squaresHours += (hours[k] - ofHours) * (hours[k] - ofHours);
            products += (times[k] - ofTimes) * (hours[k] - ofHours);
        }
        double deviationTimes = Math.sqrt(squaresTimes) / size;
        double shared = squaresTimes == 0 ? 0 : products / Math.sqrt(squaresTimes) / size;
        double own = Math.sqrt(Math.max(0, squaresHours / size / size - shared * shared));
        double[][] means = new double[draws][];
        for (int d = 0; d < draws; d++) {
            double z = random.nextGaussian();
            means[d] = new double[] {
                ofTimes + deviationTimes * z, ofHours + shared * z + own * random.nextGaussian(),
            };
        }
        return means;
    }
}
