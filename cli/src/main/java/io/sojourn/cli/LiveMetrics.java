package io.sojourn.cli;

import io.sojourn.api.JobFigure;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.stream.source.LiveFigures;
import io.sojourn.stream.source.LiveLog;
import java.util.List;
import java.util.function.Supplier;

/** What Prometheus is told of the way into a live deployment: the log, posted events, watched files. */
record LiveMetrics(LiveLog log, Ingest ingest, WatchedFolder watched) implements Supplier<List<JobFigure>> {
    @Override
    public List<JobFigure> get() {
        LiveFigures f = log.figures();
        FileDrop.Counts files = watched.counts();
        return List.of(
                gauge("sojourn_live_log_up", "1 while the live log can be written.", log.trouble() == null ? 1 : 0),
                gauge("sojourn_live_backlog_bytes", "Durable bytes that the job has not read.", log.backlogBytes()),
                counter("sojourn_live_appends", "Appends of events that are durable.", f.appends()),
                counter("sojourn_live_append_failures", "Writes of the log that failed.", f.failures()),
                counter("sojourn_live_flushes", "Flushes of the disk.", f.flushes()),
                counter("sojourn_live_flush_seconds", "Time spent in flushes of the disk.", f.flushSeconds()),
                counter("sojourn_posted_events_accepted", "Posted events that were accepted.", ingest.accepted()),
                counter("sojourn_posted_events_rejected", "Posted events that were rejected.", ingest.rejected()),
                counter("sojourn_watched_files_read", "Dropped files that were read.", files.read()),
                counter("sojourn_watched_files_failed", "Dropped files that can't be read.", files.failed()),
                counter("sojourn_watched_events", "Events of dropped files.", files.events()),
                counter("sojourn_watched_rows_rejected", "Unreadable rows of dropped files.", files.rejected()));
    }

    private static JobFigure gauge(String name, String help, double value) {
        return new JobFigure(name, help, false, value);
    }

    private static JobFigure counter(String name, String help, double value) {
        return new JobFigure(name, help, true, value);
    }
}
