package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.ReadOptions;
import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** How to read a log whose columns have unusual names. */
final class LogOptions {
    /** Where no time zone is given. */
    static final ZoneId USUAL_ZONE = ReadOptions.defaults().zone();

    @Option(names = "--case", paramLabel = "COLUMN", description = "Column of the case, where its name is unusual.")
    private String caseColumn;

    @Option(names = "--activity", paramLabel = "COLUMN", description = "Column of the activity.")
    private String activity;

    @Option(names = "--time", paramLabel = "COLUMN", description = "Column of the time (of completion).")
    private String time;

    @Option(names = "--start", paramLabel = "COLUMN", description = "Column of the start time.")
    private String start;

    @Option(names = "--resource", paramLabel = "COLUMN", description = "Column of the resource.")
    private String resource;

    @Option(names = "--lifecycle", paramLabel = "COLUMN", description = "Column of the lifecycle transition.")
    private String lifecycle;

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description =
                    "Pattern of times that are not ISO-8601, e.g. 'dd.MM.yyyy HH:mm'; or epoch_s, epoch_ms, epoch_us.")
    private String timeFormat;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "Zone of times without an offset, e.g. America/New_York. Default: UTC.")
    private String timezone;

    ReadOptions toReadOptions() {
        return new ReadOptions(caseColumn, activity, time, start, resource, lifecycle, timeFormat, givenZone());
    }

    /** Null where none is given. */
    ZoneId givenZone() {
        if (timezone == null) {
            return null;
        }
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--timezone " + timezone + " is not a time zone.",
                    "Maybe a name like America/New_York or Europe/Berlin, or UTC.",
                    e);
        }
    }
}
