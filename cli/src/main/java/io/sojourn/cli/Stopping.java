package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: the command closes what it has open before the process ends. */
final class Stopping {
    private static final long LONGEST_SECONDS = 60;
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    private Stopping() {}

    /** Calls {@code stop} on a signal, then waits until {@link #closed()} was called. */
    static void onSignal(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            try {
                                if (!CLOSED.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                                    Runtime.getRuntime().halt(ErrorCode.BROKEN.exitCode());
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }

    /** Everything is closed: the process may end. */
    static void closed() {
        CLOSED.countDown();
    }
}
