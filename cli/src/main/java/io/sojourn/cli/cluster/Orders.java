package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes what is wanted of a job and waits until it is so. */
final class Orders {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;
    private final FolderOption dir;
    private final ClusterFolder folder;

    Orders(FolderOption dir) {
        this.dir = dir;
        this.folder = dir.folder();
    }

    /** The given name, or the only job that there is. */
    String name(String given) {
        if (given != null) {
            folder.wanted(given)
                    .orElseThrow(() -> new SojournException(
                            ErrorCode.NOT_FOUND, "there is no job " + given, "Maybe one of " + folder.jobs() + "."));
            return given;
        }
        List<String> jobs = folder.jobs();
        if (jobs.size() != 1) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    jobs.isEmpty() ? "no job was submitted" : "there are several jobs: " + jobs,
                    jobs.isEmpty() ? "Maybe begin with sojourn cluster submit." : "Maybe name one.");
        }
        return jobs.get(0);
    }

    /** Changes an existing job. */
    JobState change(String name, UnaryOperator<WantedJob> change) {
        dir.running();
        WantedJob next = change.apply(folder.wanted(name).orElseThrow());
        folder.want(name, next);
        return await(name, next);
    }

    /** Waits until it is carried out; what went wrong with it is thrown. */
    JobState await(String name, WantedJob wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        JobState state = folder.jobState(name);
        while (!done(wanted, state)) {
            if (state.error() != null && state.errorOf() == wanted.generation()) {
                throw new SojournException(
                        ErrorCode.BROKEN,
                        "job " + name + ": " + state.error(),
                        "Maybe mend that and submit again; the supervisor goes on trying.");
            }
            if (System.nanoTime() - until > 0) {
                throw new SojournException(
                        ErrorCode.BUSY,
                        "job " + name + " is " + state.status() + " after " + PATIENCE.toMinutes() + " minutes",
                        "Maybe see sojourn cluster status.");
            }
            dir.running();
            Pause.millis(POLL_MILLIS);
            state = folder.jobState(name);
        }
        return state;
    }

    private static boolean done(WantedJob wanted, JobState state) {
        if (state.generation() < wanted.generation()) {
            return false;
        }
        return state.status().equals(wanted.runs() ? JobState.RUNNING : JobState.STOPPED);
    }
}
