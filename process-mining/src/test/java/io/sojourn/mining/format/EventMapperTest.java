package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventMapperTest {
    @TempDir
    Path folder;

    private final List<Event> events = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    private static ProcessDefinition with(Column... attributes) {
        return new ProcessDefinition(
                "p",
                1,
                "p",
                ZoneOffset.UTC,
                List.of(),
                List.of(attributes),
                List.of(),
                null,
                null,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                "");
    }

    private void map(String name, String text, Column... attributes) {
        Path file = ReadLog.write(folder, name, text);
        EventMapper mapper = new EventMapper(with(attributes), "SRC");
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            log.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(row, events::add, rejected::add);
                }

                @Override
                public void rejected(RejectedRow row) {
                    rejected.add(row);
                }
            });
        }
    }

    @Test
    void attributesAreTypedAndFoundByTheirSafeName() {
        map(
                "log.csv",
                "case_id,activity,time,AMOUNT Req,whole,ok,at,note\nc,A,2024-01-01,1.5,3.0,TRUE,2024-01-02,x\nc,B,2024-01-01,,,,,\n",
                new Column("amount_req", ColumnType.NUMBER),
                new Column("whole", ColumnType.INTEGER),
                new Column("ok", ColumnType.BOOLEAN),
                new Column("at", ColumnType.TIME),
                new Column("note", ColumnType.TEXT),
                new Column("absent", ColumnType.TEXT));
        assertThat(rejected).isEmpty();
        assertThat(events.get(0).attributes()).containsExactly(1.5, 3L, true, 1_704_153_600_000_000L, "x", null);
        assertThat(events.get(1).attributes()).containsOnlyNulls();
        assertThat(events.get(1).eventId()).isEqualTo("#1");
        assertThat(events.get(1).source()).isEqualTo("SRC");
    }

    @Test
    void theExactNameWinsOverTheSafeOne() {
        map(
                "log.csv",
                "case_id,activity,time,Note,note\nc,A,2024-01-01,other,own\n",
                new Column("note", ColumnType.TEXT));
        assertThat(events.get(0).attributes()).containsExactly("own");
    }

    @Test
    void aValueThatIsNotOfItsTypeRejectsTheRow() {
        for (String bad : new String[] {"1d", "NaN", "0x10", "1.5.2", "Infinity", "1e999", "-"}) {
            rejected.clear();
            map("log.csv", "case_id,activity,time,n\nc,A,2024-01-01," + bad + "\n", new Column("n", ColumnType.NUMBER));
            assertThat(rejected).as(bad).hasSize(1);
            assertThat(rejected.get(0).code()).isEqualTo(ErrorCode.BAD_VALUE);
            assertThat(rejected.get(0).message()).contains("\"" + bad + "\" is no number");
            assertThat(rejected.get(0).position()).isEqualTo(2);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void aRowWithAStartBecomesTwoEventsThatNoOtherRowCanClashWith() {
        map(
                "log.csv",
                "case_id,activity,start_time,time\nc,A,2024-01-01,2024-01-02\nc,B,,2024-01-03\nc,C,2024-01-04,2024-01-05\n");
        assertThat(events).extracting(Event::eventId).containsExactly("#0", "#1", "#3", "#4", "#5");
        assertThat(events).extracting(Event::sequence).containsExactly(0L, 1L, 3L, 4L, 5L);
        assertThat(events)
                .extracting(Event::lifecycle)
                .containsExactly("start", "complete", "complete", "start", "complete");
        assertThat(events).extracting(Event::instance).containsExactly("#0", "#0", "#1", "#2", "#2");
    }

    @Test
    void aTracesAttributeIsFoundByItsPrefixedName() {
        map(
                "log.xes",
                "<log><trace><string key=\"concept:name\" value=\"c\"/><string key=\"AMOUNT_REQ\" value=\"20000\"/>"
                        + "<event><string key=\"concept:name\" value=\"A\"/>"
                        + "<date key=\"time:timestamp\" value=\"2024-01-01\"/></event></trace></log>",
                new Column("case_amount_req", ColumnType.INTEGER));
        assertThat(events.get(0).attributes()).containsExactly(20000L);
    }

    @Test
    void safeNamesClashWithNoTable() {
        assertThat(SafeNames.of("case:AMOUNT_REQ")).isEqualTo("case_amount_req");
        assertThat(SafeNames.of("@@startevent_concept:name")).isEqualTo("startevent_concept_name");
        assertThat(SafeNames.of("Activity")).isEqualTo("activity_");
        assertThat(SafeNames.of("version")).isEqualTo("version_");
        assertThat(SafeNames.of("1st")).isEqualTo("a_1st");
        assertThat(SafeNames.of("\u00e4\u00f6")).isEqualTo("a_");
        assertThat(SafeNames.of("x".repeat(200))).hasSize(57);
    }
}
