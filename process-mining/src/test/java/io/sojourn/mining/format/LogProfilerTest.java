package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Drafts;
import io.sojourn.definition.LogProfile;
import io.sojourn.definition.LogProfile.AttributeProfile;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import io.sojourn.mining.log.EventLogBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogProfilerTest {
    private static final long DAY = 86_400_000_000L;

    @TempDir
    Path folder;

    private LogProfile profile(String text) {
        try (LogFile log = Logs.open(ReadLog.write(folder, "log.csv", text), ReadOptions.defaults())) {
            return LogProfiler.profile("p", log, bytes -> {});
        }
    }

    @Test
    void typesAreTheNarrowestThatFitAllValues() {
        LogProfile profile = profile("case_id,activity,time,Whole,num,flag,day,zip,mixed,empty,version\n"
                + "c,A,2024-01-01,1,1,TRUE,2024-01-01,02139,1,,v\nc,B,2024-01-02,-5,1.5,false,2024-01-02,10115,x,,w\n");
        assertThat(profile.attributes())
                .extracting(
                        a -> a.column() + " " + a.original() + " " + a.type().word())
                .containsExactly(
                        "whole Whole integer",
                        "num num number",
                        "flag flag boolean",
                        "day day time",
                        "zip zip text",
                        "mixed mixed text",
                        "version_ version text");
    }

    @Test
    void activitiesComeWithTheirLifecyclesTheMostFrequentFirst() {
        LogProfile profile = profile("case_id,activity,lifecycle,time,resource\n"
                + "c,A,Start,2024-01-01,\nc,B,complete,2024-01-02,r\nc,B,,2024-01-03,\n");
        assertThat(profile.activities())
                .containsExactly(
                        new LogProfile.ActivityProfile("B", Set.of("complete"), 2),
                        new LogProfile.ActivityProfile("A", Set.of("start"), 1));
        assertThat(profile.hasResource()).isTrue();
        assertThat(profile.hasTeam()).isFalse();
    }

    @Test
    void atMostTwoWellFilledTextsAreDimensions() {
        StringBuilder text = new StringBuilder("case_id,activity,time,rare,a,b,copy,id,one\n");
        for (int i = 0; i < 40; i++) {
            String activity = i % 2 == 0 ? "A" : "B";
            text.append("c,")
                    .append(activity)
                    .append(",2024-01-01,")
                    .append(i < 2 ? "r" + i : "")
                    .append(",a")
                    .append(i % 3);
            text.append(",b")
                    .append(i % 4)
                    .append(',')
                    .append(activity)
                    .append(",i")
                    .append(i)
                    .append(",x\n");
        }
        assertThat(profile(text.toString()).attributes().stream().filter(AttributeProfile::dimension))
                .extracting(AttributeProfile::column)
                .containsExactly("a", "b");
    }

    @Test
    void silenceIsLongerThanNearlyAllGaps() {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < 1_000; i++) {
            log.add("c" + i, "A", 0).add("c" + i, "B", 29 * DAY);
        }
        assertThat(LogProfiler.closeAfter(log.build())).isEqualTo(30 * DAY);
        log.add("c0", "C", 29 * DAY + 200 * DAY);
        assertThat(LogProfiler.closeAfter(log.build())).isEqualTo(30 * DAY);
        log.add("c1", "C", 29 * DAY + 200 * DAY);
        assertThat(LogProfiler.closeAfter(log.build())).isEqualTo(365 * DAY);
        assertThat(LogProfiler.closeAfter(new EventLogBuilder().build())).isEqualTo(30 * DAY);
    }

    /** Every row of a real log can be read under the definition that is drafted for it. */
    @Test
    void aDraftedDefinitionTakesEveryRowOfItsLog() throws IOException {
        String logs = System.getProperty("sojourn.logs", "");
        assumeThat(logs).as("no real logs: set -Dsojourn.logs=FOLDER").isNotEmpty();
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(logs))) {
            files = all.filter(f -> f.toString().matches(".*\\.(csv|xes|xes\\.gz)"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            takesEveryRow(file);
        }
    }

    private static void takesEveryRow(Path file) {
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            String yaml = Drafts.yaml(LogProfiler.profile("draft", log, bytes -> {}));
            ProcessDefinition definition =
                    Definitions.compile("draft.yaml", yaml).definition();
            EventMapper mapper = new EventMapper(definition, log.source());
            List<RejectedRow> rejected = new ArrayList<>();
            long[] filled = new long[definition.attributes().size()];
            log.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(row, this::count, rejected::add);
                }

                private void count(Event event) {
                    for (int i = 0; i < filled.length; i++) {
                        filled[i] += event.attributes()[i] == null ? 0 : 1;
                    }
                }

                @Override
                public void rejected(RejectedRow row) {
                    rejected.add(row);
                }
            });
            assertThat(rejected).as(file.toString()).isEmpty();
            assertThat(filled).as(file + " " + definition.attributes()).doesNotContain(0L);
        }
    }
}
