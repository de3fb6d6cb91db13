package io.sojourn.stream.source;

import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Appends numbered events to a live log, where it ends, and prints each number once it is acknowledged. */
final class AppendingChild {
    private AppendingChild() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        LiveLog log = LiveLog.open(folder, InstantSource.system(), 1 << 20);
        int number = LiveLogTest.read(folder, LivePosition.beginningOf(1)).size();
        try {
            for (; ; number++) {
                log.append(List.of(LiveLogTest.event(number)));
                System.out.println(number);
            }
        } catch (SojournException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }
}
