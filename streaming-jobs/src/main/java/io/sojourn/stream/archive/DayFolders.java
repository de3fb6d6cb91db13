package io.sojourn.stream.archive;

import io.sojourn.event.Event;
import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** The folder of an event: the day on which it happened, UTC, named as Hive names partitions. */
final class DayFolders implements BucketAssigner<Event, String> {
    private static final long serialVersionUID = 1L;
    private static final long DAY_MICROS = 86_400_000_000L;

    private transient long lastDay;
    private transient String lastFolder;

    @Override
    public String getBucketId(Event e, Context context) {
        long day = Math.floorDiv(e.timeMicros(), DAY_MICROS);
        if (lastFolder == null || day != lastDay) {
            lastDay = day;
            lastFolder = "day=" + LocalDate.ofEpochDay(day);
        }
        return lastFolder;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
