package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedXesTest {
    private static final List<String> TRACE = List.of(
            "<string key=\"concept:name\" value=\"c1\"/>",
            "<string key=\"payer\" value=\"ACME\"><string key=\"plan\" value=\"gold\"><int key=\"level\" value=\"3\"/></string></string>");
    private static final List<String> EVENT = List.of(
            "<string key=\"cost\" value=\"all\"><float key=\"room\" value=\"1.5\"/><string key=\"staff\" value=\"two\">"
                    + "<int key=\"hours\" value=\"4\"/></string></string>",
            "<string key=\"a.b\" value=\"a point of its own\"/>");

    @TempDir
    private Path folder;

    private Path converted(Path from, String name) {
        Path to = folder.resolve(name);
        try (LogFile log = Logs.open(from, ReadOptions.defaults())) {
            LogLoader.Loaded loaded = LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, p -> {});
            LogExport.write(loaded.log().all(), log.header(), to);
        }
        return to;
    }

    @Test
    void attributesInsideOthersAreWrittenInsideThem() throws Exception {
        Path to = converted(ReadLog.write(folder, "from.xes", log(String.join("", EVENT))), "to.xes");

        assertThat(Files.readString(to)).contains(TRACE).contains(EVENT);
    }

    @Test
    void whatStandsInsideAnAttributeWithoutValueKeepsItsWayAsItsName() throws Exception {
        String list =
                "<list key=\"team\"><values><string key=\"who\" value=\"Ann\"/><string key=\"who\" value=\"Bob\"/></values></list>"
                        + "<string key=\"cost\" value=\"all\"/>";
        String other =
                "<event><string key=\"concept:name\" value=\"B\"/><date key=\"time:timestamp\" value=\"2024-01-02T00:00:00Z\"/>"
                        + "<string key=\"cost.room\" value=\"1.5\"/></event>";
        Path to = converted(
                ReadLog.write(folder, "from.xes", log(list).replace("</trace>", other + "</trace>")), "to.xes");

        assertThat(Files.readString(to))
                .contains("<string key=\"team.who\" value=\"Ann\"/>", "<string key=\"team.who#2\" value=\"Bob\"/>")
                .contains("<string key=\"cost\" value=\"all\"/>", "<string key=\"cost.room\" value=\"1.5\"/>");
    }

    @Test
    void whatWasWrittenIsWrittenTheSameAgain() {
        Path once = converted(ReadLog.write(folder, "from.xes", log(String.join("", EVENT))), "once.xes");

        assertThat(converted(once, "twice.xes")).hasSameBinaryContentAs(once);
    }

    private static String log(String inEvent) {
        return "<log><trace>" + String.join("", TRACE)
                + "<event><string key=\"concept:name\" value=\"A\"/><date key=\"time:timestamp\" value=\"2024-01-01T00:00:00Z\"/>"
                + inEvent + "</event></trace></log>";
    }
}
