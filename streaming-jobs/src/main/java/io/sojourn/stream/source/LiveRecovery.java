package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The state of a live log's folder, for the writer that goes on with it.
 *
 * @param segment number of the last segment; 0 when there is none
 * @param committed where its last commit ends
 * @param tick the last tick; {@link Long#MIN_VALUE} when there is none
 * @param end true when the last segment is complete
 */
record LiveRecovery(int segment, long committed, long tick, boolean end) {

    static LiveRecovery of(Path folder) throws IOException {
        List<Integer> numbers = LiveFiles.segments(folder);
        if (numbers.isEmpty()) {
            return new LiveRecovery(0, 0, Long.MIN_VALUE, true);
        }
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) != numbers.get(i - 1) + 1) {
                throw broken(folder, numbers.get(i - 1) + 1, "is missing");
            }
        }
        return last(folder, numbers);
    }

    private static LiveRecovery last(Path folder, List<Integer> numbers) throws IOException {
        int number = numbers.get(numbers.size() - 1);
        LiveScan.Result last = LiveScan.of(LiveFiles.segment(folder, number));
        if (numbers.size() == 1) {
            return new LiveRecovery(number, last.committed(), last.tick(), last.end());
        }
        LiveScan.Result before = LiveScan.of(LiveFiles.segment(folder, number - 1));
        if (before.end()) {
            return new LiveRecovery(number, last.committed(), Math.max(before.tick(), last.tick()), last.end());
        }
        if (last.committed() > SpoolFormat.HEADER.length) {
            throw broken(folder, number - 1, "is torn off at byte " + before.committed());
        }
        // The segment was made, and the process ended before it was begun.
        Files.delete(LiveFiles.segment(folder, number));
        return new LiveRecovery(number - 1, before.committed(), before.tick(), false);
    }

    private static SojournException broken(Path folder, int segment, String trouble) {
        return new SojournException(
                ErrorCode.BROKEN,
                LiveFiles.segment(folder, segment) + " " + trouble + ", and the log goes on behind it.",
                "Maybe restore the folder from a copy.");
    }
}
