package io.sojourn.api.mining;

import io.sojourn.event.Limits;

/**
 * How much a server mines.
 *
 * @param threads questions that are answered at a time
 * @param waiting further questions that may wait; who asks more is told to come again
 * @param events that are kept in memory, of all processes together
 * @param answerBytes size of the answers that are kept
 */
public record MiningOptions(int threads, int waiting, int events, long answerBytes) {
    private static final int USUAL_WAITING = 16;
    private static final long USUAL_ANSWER_BYTES = 64L << 20;

    public MiningOptions {
        if (threads < 1 || waiting < 1 || events < 1 || answerBytes < 0) {
            throw new IllegalArgumentException(
                    "threads=" + threads + ", waiting=" + waiting + ", events=" + events + ", answerBytes="
                            + answerBytes + ": at least 1 thread, 1 waiting, 1 event and 0 bytes are needed");
        }
    }

    /** Half of the processors, 16 waiting, {@link Limits#MINED_EVENTS}, 64 MiB of answers. */
    public static MiningOptions defaults() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new MiningOptions(threads, USUAL_WAITING, Limits.MINED_EVENTS, USUAL_ANSWER_BYTES);
    }
}
