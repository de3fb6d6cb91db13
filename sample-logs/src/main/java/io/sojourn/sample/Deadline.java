package io.sojourn.sample;

/**
 * A deadline of one request, as the world kept it.
 *
 * @param caseId the request
 * @param episode its episode
 * @param rule the rule
 * @param ordinal number of the clock in the episode and rule, from 1
 * @param startedAt microseconds
 * @param dueAt microseconds; null while paused
 * @param stoppedAt when it was stopped or the request closed; null: not yet
 * @param state met, breached, cancelled, running or paused
 */
public record Deadline(
        String caseId, int episode, Rule rule, int ordinal, long startedAt, Long dueAt, Long stoppedAt, State state) {
    /** The definition's deadlines. */
    public enum Rule {
        /** 2 business days from receipt to the end of intake. */
        INTAKE_DONE("intake_done"),
        /** 9 working hours from a specialist's work item to its end, without the time that the patient takes. */
        SPECIALIST_WORK("specialist_work_time"),
        /** 72 hours for expedited requests. */
        EXPEDITED_DECISION("expedited_decision"),
        /** 7 calendar days for routine requests, 14 days more when the payer extends. */
        STANDARD_DECISION("standard_decision");

        private final String key;

        Rule(String key) {
            this.key = key;
        }

        /** Its name in the definition. */
        public String key() {
            return key;
        }
    }

    /** What has become of it. */
    public enum State {
        RUNNING,
        PAUSED,
        MET,
        BREACHED,
        CANCELLED;

        /** The word used in files: lower case. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
