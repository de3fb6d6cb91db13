package io.sojourn.sample;

import static io.sojourn.sample.Units.MINUTE;

import java.util.List;

/**
 * The numbers of the simulated world. docs/concepts/simulator.md says for each where it is from, or that it is an
 * assumption.
 */
final class Parameters {
    /** A payer of the world; the names are invented. */
    record Payer(
            String name,
            String payerClass,
            double weight,
            double denialRate,
            double overturnRate,
            double medianDays,
            int number) {}

    private static final double MEDIAN_DAYS = 1.8;

    static final List<Payer> PAYERS = List.of(
            new Payer("HARBORLINE", "COMMERCIAL_INSURED", 0.18, 0.10, 0.60, MEDIAN_DAYS, 0),
            new Payer("CRESTVALE", "COMMERCIAL_INSURED", 0.12, 0.10, 0.60, MEDIAN_DAYS * 1.2, 1),
            new Payer("UNION_TRUST", "COMMERCIAL_SELF_FUNDED", 0.15, 0.10, 0.60, MEDIAN_DAYS * 1.1, 2),
            new Payer("SILVER_BIRCH", "MEDICARE_ADVANTAGE", 0.15, 0.077, 0.817, MEDIAN_DAYS * 0.9, 3),
            new Payer("EVENTIDE", "MEDICARE_ADVANTAGE", 0.10, 0.077, 0.817, MEDIAN_DAYS, 4),
            new Payer("RIVERBEND_STATE", "MEDICAID_MCO", 0.17, 0.125, 0.60, MEDIAN_DAYS * 1.2, 5),
            new Payer("OPEN_DOOR", "MARKETPLACE_QHP", 0.06, 0.154, 0.398, MEDIAN_DAYS * 1.6, 6),
            new Payer("MEDICARE", "MEDICARE_FFS", 0.04, 0.288, 0.60, MEDIAN_DAYS * 2, 7),
            new Payer("OTHER_PAYER", "OTHER", 0.03, 0.10, 0.60, MEDIAN_DAYS * 1.5, 8));
    static final double[] PAYER_WEIGHTS =
            PAYERS.stream().mapToDouble(Payer::weight).toArray();

    static final List<String> SERVICE_LINES = List.of("IMAGING", "CARDIOLOGY", "ORTHOPEDICS", "ONCOLOGY");
    static final double[] SERVICE_LINE_WEIGHTS = {0.40, 0.25, 0.20, 0.15};

    static final List<String> FACILITIES = List.of("NORTH", "CENTRAL", "SOUTH");
    static final double[] FACILITY_WEIGHTS = {0.40, 0.35, 0.25};

    static final List<String> URGENCIES = List.of("ROUTINE", "EXPEDITED", "STAT");
    static final double[] URGENCY_WEIGHTS = {0.89, 0.10, 0.01};

    static final List<String> CHANNELS = List.of("PORTAL", "PHONE", "FAX", "X12", "FHIR");
    static final double[] CHANNEL_WEIGHTS = {0.45, 0.10, 0.15, 0.20, 0.10};
    /** Minutes of staff time for a request, by channel: three tenths in intake, the rest with the specialist. */
    static final double[] CHANNEL_MINUTES = {16, 21, 24, 11, 11};

    static final double INTAKE_SHARE = 0.3;
    static final int FIRST_ELECTRONIC = 3;

    /** Weight of each weekday from Monday on, and of each local hour. */
    static final double[] WEEKDAY = {1.20, 1.10, 1.05, 1.00, 0.85, 0.10, 0.05};

    static final double[] HOUR = {
        0.4, 0.3, 0.3, 0.3, 0.4, 0.8, 1.6, 5.2, 8.2, 9.6, 10.4, 9.0, 6.2, 8.6, 9.8, 8.6, 7.0, 4.6, 2.8, 1.9, 1.4, 1.1,
        0.8, 0.7
    };
    static final double HOLIDAY = 0.1;
    static final double JANUARY = 1.15;
    static final double DAY_VARIATION = 0.12;

    static final double NOT_REQUIRED = 0.12;
    static final double GOLD_CARD = 0.03;
    static final double ELIGIBILITY_FAILURE = 0.04;
    static final double INTEGRATION_FAILURE = 0.005;
    static final double NEEDS_DOCUMENTS = 0.40;
    static final double[] DOCUMENTS = {0.60, 0.30, 0.10};
    static final List<String> DOCUMENT_ACTIVITIES = List.of("DOC_NOTES", "DOC_IMAGES", "DOC_LABS");
    static final double NEEDS_PATIENT = 0.06;
    static final double PATIENT_SILENT = 0.12;
    static final double COVERAGE_CHANGED = 0.30;
    static final double IMMEDIATE = 0.25;
    static final double INFO_REQUEST = 0.15;
    static final double INFO_AGAIN = 0.25;
    static final double EXTENSION = 0.03;
    static final double PARTIAL = 0.04;
    static final double PEER_TO_PEER = 0.25;
    static final double PEER_OVERTURNED = 0.55;
    /** Of all denials; appeals come from those without a peer-to-peer talk. */
    static final double APPEAL = 0.115;

    static final double WITHDRAWN = 0.03;
    static final double ABANDON_SHAPE = 0.7266;
    static final double ABANDON_SCALE_DAYS = 644.6;
    static final double LONGEST_WAIT_DAYS = 60;
    static final double REOPENED = 0.02;

    static final double ROUTINE_SIGMA = 0.85;
    static final double EXPEDITED_MEDIAN_DAYS = 0.20;
    static final double EXPEDITED_SIGMA = 1.274;
    static final double LONGEST_DECISION_DAYS = 25;

    /** Deviation of the logarithm at a coefficient of variation of 0.8. */
    static final double HANDLING_SIGMA = 0.7033;

    static final double DOCUMENT_MINUTES = 12;
    static final double FOLLOW_UP_MINUTES = 8;
    static final double PEER_MINUTES = 25;
    static final double APPEAL_MINUTES = 60;
    static final double BOT_SECONDS = 20;

    /** Share of the time on shift that goes to this work; the rest is other duties, taken after each piece of work. */
    static final double PRODUCTIVE = 0.75;

    static final double ABSENCE = 0.05;
    static final double SPEED_SIGMA = 0.15;
    static final long LOGIN = 5 * MINUTE;
    /** How busy a team of the right size is. */
    static final double UTILISATION = 0.82;

    private Parameters() {}
}
