package io.sojourn.sample;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Random numbers by address: each is a function of (seed, n, purpose, k), where n is mostly the number of the case. So
 * a case draws the same numbers whatever the world around it does, no state is carried, and any case can be looked at
 * alone. {@link StrictMath}, because its results are the same on every machine.
 */
final class Draws {
    /** What a number is for; each purpose has its own stream. */
    enum Purpose {
        ARRIVAL,
        DAY_LOAD,
        PAYER,
        SERVICE_LINE,
        FACILITY,
        URGENCY,
        CHANNEL,
        AMOUNT,
        SERVICE_DATE,
        ELIGIBILITY,
        ELIGIBILITY_TIME,
        PATIENT_TIME,
        PATIENT_ANSWER,
        COVERAGE_CHANGE,
        NEED,
        CONFIDENCE,
        DOCUMENTS,
        NEEDS_DOCUMENTS,
        HANDLING,
        NEEDS_PATIENT,
        SYSTEM_DELAY,
        GATEWAY,
        GATEWAY_TIME,
        IMMEDIATE,
        INFO_REQUEST,
        PAYER_TIME,
        PAYER_HOUR,
        EXTENSION,
        EXTENSION_TIME,
        DENIAL,
        DENIAL_REASON,
        PARTIAL,
        PEER_TO_PEER,
        PEER_OUTCOME,
        APPEAL,
        APPEAL_TIME,
        APPEAL_OUTCOME,
        WITHDRAWAL,
        WITHDRAWAL_TIME,
        ABANDONMENT,
        REOPEN,
        REOPEN_TIME,
        PING_PONG,
        PERSON_SPEED,
        PERSON_ABSENCE,
        PERSON_LOGIN,
        OTHER_DUTIES,
        DISTURBANCE
    }

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;

    Draws(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long key(long n, Purpose purpose, int k) {
        long h = mix(seed ^ (n * GOLDEN));
        return mix(h + (((long) purpose.ordinal() << 32) | (k & 0xFFFFFFFFL)) * 0xD1342543DE82EF95L);
    }

    /** Uniform in [0, 1). */
    double uniform(long n, Purpose purpose, int k) {
        return (mix(key(n, purpose, k) + GOLDEN) >>> 11) * UNIT;
    }

    double uniform(long n, Purpose purpose, int k, double from, double to) {
        return from + (to - from) * uniform(n, purpose, k);
    }

    boolean chance(double p, long n, Purpose purpose, int k) {
        return uniform(n, purpose, k) < p;
    }

    double exponential(double mean, long n, Purpose purpose, int k) {
        return -mean * StrictMath.log(1 - uniform(n, purpose, k));
    }

    double gaussian(long n, Purpose purpose, int k) {
        UniformRandomProvider random = new SplitMix64(key(n, purpose, k));
        return ZigguratSampler.NormalizedGaussian.of(random).sample();
    }

    /** Lognormal by its median and the deviation of its logarithm. */
    double lognormal(double median, double sigma, long n, Purpose purpose, int k) {
        return median * StrictMath.exp(sigma * gaussian(n, purpose, k));
    }

    /** Lognormal by its mean and the deviation of its logarithm. */
    double lognormalByMean(double mean, double sigma, long n, Purpose purpose, int k) {
        return mean * StrictMath.exp(sigma * gaussian(n, purpose, k) - sigma * sigma / 2);
    }

    /** Gamma with mean 1 and the given coefficient of variation. */
    double gamma(double variation, long n, Purpose purpose) {
        double shape = 1 / (variation * variation);
        UniformRandomProvider random = new SplitMix64(key(n, purpose, 0));
        return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1 / shape)
                .sample();
    }

    /** Index of a weight, with probability proportional to it. */
    int pick(double[] weights, long n, Purpose purpose, int k) {
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double u = uniform(n, purpose, k) * total;
        for (int i = 0; i < weights.length - 1; i++) {
            u -= weights[i];
            if (u < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
