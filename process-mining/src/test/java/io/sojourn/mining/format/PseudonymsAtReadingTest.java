package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An id of a case, wherever it stands, is in nothing that a reader gives when ids are replaced. */
class PseudonymsAtReadingTest {
    /** As a text and, without its hyphen, as a number. */
    private static final List<String> IDS = List.of("MRN-7719345", "7719345", "MR\"N'7719345");

    private static final ProcessDefinition DEFINITION = Definitions.compile(
                    "p.yaml",
                    """
            process: p
            attributes: {payer: text, amount: number, units: integer, urgent: boolean, due: time, referral: text}
            pseudonymise: [referral]
            """)
            .definition();
    private final CaseIds ids = CaseIds.by(key());
    private final EventJson json = EventJson.of(List.of(DEFINITION), ids);

    private static CaseKey key() {
        byte[] key = new byte[32];
        IntStream.range(0, 32).forEach(i -> key[i] = (byte) (7 * i));
        return CaseKey.of(key);
    }

    private Reading read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return json.read(bytes, 0, bytes.length, new Origin("s", 1, 1));
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private static String quoted(String id) {
        return "\"" + id.replace("\"", "\\\"") + "\"";
    }

    /** A good event but for one field. */
    private static String eventWith(String field, String value) {
        List<String> fields = new ArrayList<>(List.of(
                field("schema", "1"),
                field("process", "\"p\""),
                field("case_id", "\"c-1\""),
                field("event_id", "\"e-1\""),
                field("activity", "\"A\""),
                field("time", "\"2026-01-02T03:04:05Z\"")));
        fields.removeIf(f -> f.startsWith("\"" + field + "\""));
        fields.add(field(field, value));
        return "{" + String.join(",", fields) + "}";
    }

    @Test
    void noRejectedEventHasAnIdWhereverItStood() {
        List<String> places = new ArrayList<>();
        for (String id : IDS) {
            for (EventField f : EventField.values()) {
                places.add(eventWith(f.word(), quoted(id)));
                places.add(eventWith(f.word(), "[" + quoted(id) + "]"));
            }
            for (String a : List.of("amount", "units", "urgent", "due", "payer", "referral")) {
                places.add(eventWith("attributes", "{" + field(a, quoted(id)) + "}"));
            }
            places.add(eventWith("mrn", quoted(id)));
            places.add(eventWith("attributes", "{" + quoted(id) + ":1," + quoted(id) + ":2}"));
            places.add(eventWith("case_id", quoted(id)).replace("\"activity\":\"A\",", ""));
            places.add(id);
            places.add("{\"case_id\": " + id + "}");
            places.add("{\"case_id\": '" + id + "'}");
            places.add(eventWith("case_id", quoted(id)) + " " + id);
            places.add(eventWith("case_id", quoted(id)).replace("}", ""));
        }
        for (EventField f : EventField.values()) {
            places.add(eventWith(f.word(), "7719345"));
            places.add(eventWith(f.word(), "7719345.5"));
        }
        int rejected = 0;
        for (String place : places) {
            if (read(place) instanceof Reading.Rejected r) {
                rejected++;
                assertThat(r.caseId() + " " + r.eventId() + " " + r.message())
                        .as(place)
                        .doesNotContain("7719345");
            }
        }
        assertThat(rejected).isGreaterThan(80);
    }

    @Test
    void anAcceptedEventHasPseudonymsAlsoInDeclaredAttributes() {
        for (boolean plain : new boolean[] {true, false}) {
            String text = eventWith("case_id", "\"MRN-7719345\"")
                    .replace("\"e-1\"", plain ? "\"MRN-7719345/1\"" : "\"MRN-\\u0037719345/1\"")
                    .replace(
                            "{\"schema\"",
                            "{\"related\":\"referral:MRN-7719345\",\"instance\":\"MRN-7719345-A\",\"schema\"")
                    .replace(
                            ",\"case_id\"",
                            ",\"attributes\":{\"referral\":\"MRN-7719345\",\"payer\":\"Acme\"},\"case_id\"");
            Event e = ((Reading.Accepted) read(text)).event();
            assertThat(e.caseId()).isEqualTo(ids.caseId("MRN-7719345"));
            assertThat(e.eventId()).isEqualTo(ids.eventId("MRN-7719345/1"));
            assertThat(e.related()).isEqualTo("referral:" + e.caseId());
            assertThat(e.attributes()).containsExactly("Acme", null, null, null, null, e.caseId());
            assertThat(e.instance()).startsWith(ids.prefix());
        }
    }

    @Test
    void whatTheWriterGivesIsReadAsTheSameEvent() {
        Event e = ((Reading.Accepted) read(eventWith("case_id", "\"MRN-7719345\""))).event();
        assertThat(((Reading.Accepted) read(new String(json.write(e), StandardCharsets.UTF_8))).event())
                .isEqualTo(e);
    }

    @Test
    void noRowOfAFileHasAnIdWhateverIsWrongWithIt(@TempDir Path dir) throws Exception {
        String id = "MRN-7719345";
        String[] good = {id, id + "/1", "A", "2026-01-02T03:04:05Z", "5", "true", id, "referral:" + id};
        List<String> lines = new ArrayList<>(
                List.of("case_id,event_id,activity,time,amount,urgent,referral,related", String.join(",", good)));
        for (int i = 0; i < good.length; i++) {
            for (String wrong : new String[] {"", id, "\"" + id + "\nx\"", "x".repeat(70_000)}) {
                String[] row = good.clone();
                row[i] = wrong;
                lines.add(String.join(",", row));
            }
        }
        lines.add(id);
        lines.add("\"" + id);
        Path file = Files.writeString(dir.resolve("log.csv"), String.join("\n", lines));
        List<String> seen = new ArrayList<>();
        int[] rejected = new int[1];
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            EventMapper mapper = new EventMapper(DEFINITION, log.source(), ids);
            log.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(
                            row,
                            e -> seen.add(e.caseId()
                                    + e.eventId()
                                    + e.instance()
                                    + e.related()
                                    + Arrays.toString(e.attributes())),
                            this::rejected);
                }

                @Override
                public void rejected(RejectedRow row) {
                    rejected[0]++;
                    seen.add(row.kept(ids).toString());
                    assertThat(row.kept(ids).kept(ids)).isEqualTo(row.kept(ids));
                    assertThat(row.kept(CaseIds.AS_THEY_COME)).isSameAs(row);
                }
            });
        }
        assertThat(rejected[0]).isGreaterThan(10);
        assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain("7719345"));
    }
}
