package io.sojourn.stream.metrics;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** What is shown of all that Flink and the operators count: this list bounds how many figures there are. */
enum JobMetric {
    EVENTS_IN("sojourn_events_in", "numRecordsIn", "Events that reached the fold.", Kind.COUNTER),
    EVENTS_ACCEPTED("sojourn_events_accepted", "Events that became facts.", Kind.COUNTER),
    EVENTS_LATE("sojourn_events_late", "Events that came after their time had passed.", Kind.COUNTER),
    EVENTS_DUPLICATE("sojourn_events_duplicate", "Events that came again with equal content.", Kind.COUNTER),
    EVENTS_CONFLICTING("sojourn_events_conflicting", "Events that came again with other content.", Kind.COUNTER),
    EVENTS_REJECTED("sojourn_events_rejected", "Events that could not be taken.", Kind.COUNTER),
    OPEN_CASES("sojourn_open_cases", "Cases that are kept in state.", Kind.SUM),
    WATERMARK(
            "sojourn_job_watermark_seconds",
            "currentInputWatermark",
            "As_of of the slowest fold, since 1970.",
            Kind.LEAST),
    CHECKPOINT_SECONDS(
            "sojourn_job_checkpoint_duration_seconds",
            "lastCheckpointDuration",
            "Time of the last checkpoint.",
            Kind.JOB),
    CHECKPOINT_BYTES(
            "sojourn_job_checkpoint_bytes", "lastCheckpointSize", "Bytes written by the last checkpoint.", Kind.JOB),
    STATE_BYTES(
            "sojourn_job_state_bytes", "lastCheckpointFullSize", "Bytes that the last checkpoint refers to.", Kind.JOB),
    CHECKPOINTS(
            "sojourn_job_checkpoints_completed",
            "numberOfCompletedCheckpoints",
            "Checkpoints completed since the start.",
            Kind.JOB_COUNTER),
    CHECKPOINTS_FAILED(
            "sojourn_job_checkpoints_failed",
            "numberOfFailedCheckpoints",
            "Checkpoints failed since the start.",
            Kind.JOB_COUNTER),
    RESTARTS("sojourn_job_restarts", "numRestarts", "Restarts of the job since the start.", Kind.JOB_COUNTER);

    /** Name of the operator that folds events by case. */
    static final String FOLD = "cases";

    private static final double MILLIS = 1e3;
    private static final double MICROS = 1e6;

    private final String figure;
    private final String source;
    private final String help;
    private final Kind kind;

    /** Where it is found, and how the values of subtasks become one. */
    private enum Kind {
        COUNTER(true, true, Double::sum),
        SUM(true, false, Double::sum),
        LEAST(true, false, Math::min),
        JOB(false, false, Math::max),
        JOB_COUNTER(false, true, Math::max);

        private final boolean ofOperator;
        private final boolean counter;
        private final DoubleBinaryOperator fold;

        Kind(boolean ofOperator, boolean counter, DoubleBinaryOperator fold) {
            this.ofOperator = ofOperator;
            this.counter = counter;
            this.fold = fold;
        }
    }

    JobMetric(String figure, String help, Kind kind) {
        this(figure, figure, help, kind);
    }

    JobMetric(String figure, String source, String help, Kind kind) {
        this.figure = figure;
        this.source = source;
        this.help = help;
        this.kind = kind;
    }

    /**
     * Which one a metric of Flink is, if any.
     *
     * @param path groups and name, joined by {@code _}
     * @param operator whose metric it is; null where it belongs to none
     */
    static Optional<JobMetric> of(String path, String operator) {
        for (JobMetric m : values()) {
            boolean place = m.kind.ofOperator ? operator != null : operator == null;
            boolean own = m.source.startsWith("sojourn_") || operator == null || operator.equals(FOLD);
            if (place && own && (path.equals(m.source) || path.endsWith("_" + m.source))) {
                return Optional.of(m);
            }
        }
        return Optional.empty();
    }

    double fold(double a, double b) {
        return kind.fold.applyAsDouble(a, b);
    }

    /** The figure of a folded value; nothing where Flink has no value yet. */
    Optional<Figure> figure(double value) {
        boolean unknown = kind == Kind.LEAST ? Math.abs(value) >= Long.MAX_VALUE : value < 0;
        return unknown ? Optional.empty() : Optional.of(new Figure(figure, help, kind.counter, scaled(value)));
    }

    private double scaled(double value) {
        return switch (this) {
            case WATERMARK -> value / MICROS;
            case CHECKPOINT_SECONDS -> value / MILLIS;
            default -> value;
        };
    }
}
