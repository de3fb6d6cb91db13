package io.sojourn.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTest {
    private static final List<Column> COLUMNS = List.of(new Column("time", ColumnType.TIME));

    /** Zones with odd offsets, many changes near each other, a skipped day, and none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Africa/Casablanca",
                "Asia/Gaza",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Monrovia",
                "Asia/Kolkata",
                "UTC",
                "+05:45"
            })
    void partsOfATimeAreRightAroundEveryChangeOfTheClock(String name) throws SQLException {
        ZoneId zone = ZoneId.of(name);
        List<Object[]> rows = new ArrayList<>();
        for (long start : starts(zone)) {
            for (long near : new long[] {-1, 0, 1, 3_600_000_000L, 86_400_000_000L}) {
                rows.add(new Object[] {Math.min(start + near, Limits.MAX_TIME_MICROS - 1)});
            }
        }
        String number = "EXTRACT(YEAR FROM time) * 1e8 + EXTRACT(DOY FROM time) * 1e5"
                + " + EXTRACT(HOUR FROM time) * 3600 + EXTRACT(MINUTE FROM time) * 60 + EXTRACT(SECOND FROM time)";
        List<Object> expected = new ArrayList<>();
        rows.forEach(row -> expected.add(number(((Long) row[0]), zone)));
        try (BothEngines engines = new BothEngines(COLUMNS, rows)) {
            CompiledExpressions compiled = BothEngines.compile(zone, COLUMNS, List.of(number));
            assertThat(engines.java(compiled).get(0)).isEqualTo(expected);
            assertThat(engines.duckdb(compiled).get(0)).isEqualTo(expected);
        }
    }

    private static List<Long> starts(ZoneId zone) {
        List<Long> starts = new ArrayList<>(List.of(1L, 1_000_000_000_000_000L, Limits.MAX_TIME_MICROS - 2));
        for (long start : ZoneTable.of(zone).starts) {
            starts.add(start);
        }
        return starts;
    }

    private static double number(long micros, ZoneId zone) {
        ZonedDateTime time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
        return time.getYear() * 1e8
                + time.getDayOfYear() * 1e5
                + time.toLocalTime().toSecondOfDay();
    }
}
