package io.sojourn.mining.report;

import io.sojourn.mining.waits.Cause;

/** Causes of waiting in plain words. */
final class Causes {
    private Causes() {}

    /** Goes on after "34 % of the waiting". */
    static String was(Cause cause) {
        return switch (cause) {
            case EXTERNAL_PARTY -> "was for somebody outside";
            case BATCHING -> "was for work that is collected and done together";
            case CONTENTION -> "was for people busy with work that had come before";
            case PRIORITISATION -> "was for people busy with work that came later";
            case UNAVAILABILITY -> "was for people who were off duty";
            case EXTRANEOUS -> "has no cause that the log shows";
        };
    }

    /** A sentence about what it is. */
    static String meaning(Cause cause) {
        return switch (cause) {
            case EXTERNAL_PARTY -> "Somebody outside had the case: a payer, a patient.";
            case BATCHING -> "The work was held back until there was more of its kind.";
            case CONTENTION -> "Who did it was busy with work that was possible before.";
            case PRIORITISATION -> "Who did it was busy with work that became possible later.";
            case UNAVAILABILITY -> "Who did it was not on duty, by the hours that the log or the definition shows.";
            case EXTRANEOUS ->
                "None of these: whoever did it was on duty and free, or nobody is known to have done it.";
        };
    }
}
