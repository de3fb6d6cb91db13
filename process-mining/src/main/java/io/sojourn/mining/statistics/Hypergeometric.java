package io.sojourn.mining.statistics;

/**
 * How many marked ones are among so many drawn without putting back; and the sum of that over several urns, each with draws of its
 * own. This is the exact distribution of a count under all permutations of labels inside strata (Fisher; Mantel and Haenszel).
 */
public final class Hypergeometric {
    private double[] sum = {1};
    private double mean;

    /**
     * Adds an urn.
     *
     * @param all in the urn
     * @param marked of them
     * @param drawn of them
     */
    public void add(int all, int marked, int drawn) {
        if (marked < 0 || drawn < 0 || marked > all || drawn > all) {
            throw new IllegalArgumentException(all + " " + marked + " " + drawn);
        }
        if (drawn == 0 || marked == 0) {
            return;
        }
        mean += (double) drawn * marked / all;
        double[] own = probabilities(all, marked, drawn);
        double[] both = new double[sum.length + own.length - 1];
        for (int i = 0; i < sum.length; i++) {
            for (int k = 0; k < own.length; k++) {
                both[i + k] += sum[i] * own[k];
            }
        }
        sum = both;
    }

    /** Of each number of marked ones among those drawn; by the ratio of neighbours from the most probable one on. */
    private static double[] probabilities(int all, int marked, int drawn) {
        double[] p = new double[Math.min(marked, drawn) + 1];
        int least = Math.max(0, drawn + marked - all);
        int middle = (int) ((drawn + 1.0) * (marked + 1.0) / (all + 2.0));
        int mode = Math.max(least, Math.min(p.length - 1, middle));
        p[mode] = 1;
        double whole = 1;
        for (int k = mode + 1; k < p.length; k++) {
            p[k] = p[k - 1] * (marked - k + 1.0) * (drawn - k + 1.0) / (k * (all - marked - drawn + (double) k));
            whole += p[k];
        }
        for (int k = mode - 1; k >= least; k--) {
            p[k] = p[k + 1] * (k + 1.0) * (all - marked - drawn + k + 1.0) / ((marked - k) * (drawn - (double) k));
            whole += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= whole;
        }
        return p;
    }

    /** How many marked ones are drawn from all urns on average. */
    public double mean() {
        return mean;
    }

    /** The probability of so many or more. */
    public double atLeast(int marked) {
        double tail = 0;
        for (int k = sum.length - 1; k >= Math.max(0, marked); k--) {
            tail += sum[k];
        }
        return Math.min(1, tail);
    }
}
