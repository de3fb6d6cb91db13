package io.sojourn.cli.e2e;

/** The figures of the job, as Prometheus scrapes them. */
final class JobFigures {
    private JobFigures() {}

    /** True when the job has taken events and finished a checkpoint, and says so; all figures must be there by then. */
    static boolean areShown(Api api) {
        if (api.figureOr("sojourn_job_checkpoints_completed_total", 0) < 1) {
            return false;
        }
        double accepted = api.figure("sojourn_events_accepted_total");
        api.figure("sojourn_events_late_total");
        api.figure("sojourn_events_duplicate_total");
        api.figure("sojourn_events_conflicting_total");
        api.figure("sojourn_events_rejected_total");
        return accepted > 0
                && api.figure("sojourn_events_in_total") >= accepted
                && api.figure("sojourn_open_cases") > 0
                && api.figure("sojourn_job_watermark_seconds") > 0
                && api.figure("sojourn_job_state_bytes") > 0;
    }
}
