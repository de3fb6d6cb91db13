package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.event.Event;
import io.sojourn.stream.source.LiveLog;
import io.sojourn.stream.source.LivePosition;
import java.util.List;

/**
 * How many rows of a dropped file are in the log, so that after a kill its reading goes on behind them. A batch that was
 * appended and not noted, because the process ended between, is looked for in the log: it is there whole or not at all.
 */
final class FileProgress {
    private final Store store;
    private final LiveLog log;
    private final String key;
    private long rows;
    private LivePosition behind;

    /** @param file the file's source */
    FileProgress(Store store, LiveLog log, String file) {
        this.store = store;
        this.log = log;
        this.key = "reading " + file;
        String[] noted = store.meta(key).map(text -> text.split(" ")).orElse(null);
        if (noted != null) {
            rows = Long.parseLong(noted[0]);
            behind = new LivePosition(Integer.parseInt(noted[1]), Long.parseLong(noted[2]));
        }
    }

    /** The first so many rows are in the log. */
    long rows() {
        return rows;
    }

    /** Appends the next events, but those that the log has got already; from now on so many rows are in the log. */
    void append(List<Event> events, long rowsThen) {
        boolean known = behind != null && !events.isEmpty() && log.holds(behind, events.get(0));
        if (!known) {
            if (rows == 0 && behind == null) {
                note();
            }
            log.append(events);
        }
        rows = rowsThen;
        note();
        behind = null;
    }

    private void note() {
        LivePosition end = log.end();
        store.putMeta(key, rows + " " + end.segment() + " " + end.offset());
    }
}
