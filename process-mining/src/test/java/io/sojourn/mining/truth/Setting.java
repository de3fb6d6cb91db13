package io.sojourn.mining.truth;

import java.util.List;

/**
 * What is simulated.
 *
 * @param cases how many arrive
 * @param casesAnHour on average, at any hour
 * @param roundTheClock people are always on duty; else 8 to 18 h on weekdays, and on Saturdays
 * @param utilisation of the teams of the steps, without what is planted
 * @param slowPayerHours how much longer the answer of the payer {@value PlantedProcess#SLOW_PAYER} takes on average
 */
public record Setting(
        int cases,
        double casesAnHour,
        boolean roundTheClock,
        double utilisation,
        List<Plant> plants,
        double slowPayerHours) {
    /** All payers answer alike. */
    public Setting(int cases, double casesAnHour, boolean roundTheClock, double utilisation, List<Plant> plants) {
        this(cases, casesAnHour, roundTheClock, utilisation, plants, 0);
    }

    /** A quarter of a year or so, with working hours. */
    public static Setting usual(int cases, List<Plant> plants) {
        return new Setting(cases, 1, false, 0.7, plants);
    }
}
