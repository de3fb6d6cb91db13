package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends the processes that {@code cluster.json} names: those alone whose pid and start are still the same. */
final class Leftovers {
    private static final Duration ORDERLY = Duration.ofSeconds(90);
    private static final Duration KILLED = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    private Leftovers() {}

    /** Ends the supervisor, which ends the others; then whatever is left. Returns how many there were. */
    static int endAll(ClusterFolder folder) {
        Optional<ClusterState> state = folder.state();
        if (state.isEmpty()) {
            return 0;
        }
        int running = living(state.get()).size();
        state.get().supervisor().handle().ifPresent(supervisor -> {
            running(supervisor);
            supervisor.destroy();
            await(List.of(supervisor), ORDERLY);
        });
        end(folder);
        return running;
    }

    private static void running(ProcessHandle supervisor) {
        if (supervisor.equals(ProcessHandle.current())) {
            throw new IllegalStateException("a cluster can't end itself");
        }
    }

    /** Ends what a supervisor that is gone left behind. */
    static void end(ClusterFolder folder) {
        List<ProcessHandle> left = folder.state().map(Leftovers::living).orElse(List.of()).stream()
                .filter(h -> !h.equals(ProcessHandle.current()))
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        if (!await(left, KILLED)) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "processes of an earlier cluster don't end: "
                            + left.stream()
                                    .filter(ProcessHandle::isAlive)
                                    .map(ProcessHandle::pid)
                                    .toList(),
                    "Maybe they belong to another user.");
        }
    }

    static List<ProcessHandle> living(ClusterState state) {
        List<ProcessHandle> living = new ArrayList<>();
        state.supervisor().handle().ifPresent(living::add);
        state.processes().forEach(p -> p.handle().ifPresent(living::add));
        return living;
    }

    private static boolean await(List<ProcessHandle> processes, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }
}
