package io.sojourn.cli.cluster;

/**
 * What the supervisor did with a job, in {@code job.json}.
 *
 * @param generation the last {@link WantedJob} that is carried out
 * @param attempt how often it was submitted: the folder of its checkpoints
 * @param flinkJob Flink's name of the last attempt, or null
 * @param status Flink's word, or {@link #STOPPED}
 * @param restoredFrom the checkpoint or savepoint that the last attempt began with, or null
 * @param savepoint the last one that was asked for, or null
 * @param error what went wrong last, until it runs; or null
 * @param errorOf the generation that it went wrong with
 */
record JobState(
        long generation,
        int attempt,
        String flinkJob,
        String status,
        String restoredFrom,
        String savepoint,
        String error,
        long errorOf) {
    static final String STOPPED = "STOPPED";
    /** Flink was asked, and has not answered: it may run or not. */
    static final String SUBMITTING = "SUBMITTING";

    static final String SUBMITTED = "SUBMITTED";
    static final String RUNNING = "RUNNING";
    static final JobState NEW = new JobState(0, 0, null, STOPPED, null, null, null, 0);

    JobState carriedOut(long done) {
        return new JobState(done, attempt, flinkJob, status, restoredFrom, savepoint, error, errorOf);
    }

    /** A new attempt; or the same once more, when nobody knows what became of it: Flink runs one id only once. */
    JobState submitting(String job, String from) {
        return status.equals(SUBMITTING)
                ? new JobState(generation, attempt, flinkJob, SUBMITTING, from, savepoint, error, errorOf)
                : new JobState(generation, attempt + 1, job, SUBMITTING, from, savepoint, error, errorOf);
    }

    JobState withStatus(String now) {
        String still = now.equals(RUNNING) ? null : error;
        return new JobState(generation, attempt, flinkJob, now, restoredFrom, savepoint, still, errorOf);
    }

    JobState ended() {
        return new JobState(generation, attempt, null, STOPPED, restoredFrom, savepoint, null, 0);
    }

    JobState withSavepoint(String path) {
        return new JobState(generation, attempt, flinkJob, status, restoredFrom, path, error, errorOf);
    }

    JobState withError(String text, long wanted) {
        return new JobState(generation, attempt, flinkJob, status, restoredFrom, savepoint, text, wanted);
    }
}
