package io.sojourn.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.event.RelatedCase;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseIdsTest {
    private final CaseIds ids = CaseIds.by(CaseKeyTest.key(1));

    private static Event event(String eventId, String instance, String related, Object... attributes) {
        return new Event(
                "authorization",
                "PA-17",
                eventId,
                "ehr",
                5,
                Operation.APPEND,
                null,
                0,
                "SUBMITTED",
                "complete",
                1_000_000,
                "u1",
                "person",
                "intake",
                "q",
                "ok",
                "x",
                "r",
                instance,
                related,
                2_000_000,
                attributes);
    }

    @Test
    void whateverNamesACaseIsReplacedAndNothingElse() {
        Event e = event("PA-17/1", "PA-17-a", "referral:R-4 R-5 :odd a%20b%25", "R-4", "Acme", null, 7L);
        Event stored = ids.event(e, 0, 3);

        assertThat(stored.caseId()).isEqualTo(ids.caseId("PA-17"));
        assertThat(stored.eventId()).startsWith(ids.prefix()).isEqualTo(ids.eventId("PA-17/1"));
        assertThat(stored.instance()).startsWith(ids.prefix());
        assertThat(RelatedCase.of(stored.related()))
                .containsExactly(
                        new RelatedCase("referral", ids.caseId("R-4")),
                        new RelatedCase(null, ids.caseId("R-5")),
                        new RelatedCase(null, ids.caseId(":odd")),
                        new RelatedCase(null, ids.caseId("a b%")));
        assertThat(stored.attributes()).containsExactly(ids.caseId("R-4"), "Acme", null, 7L);
        assertThat(e.attributes()).as("the event as it came").containsExactly("R-4", "Acme", null, 7L);
        Event back = stored.edit()
                .caseId("PA-17")
                .eventId("PA-17/1")
                .attributes(e.attributes())
                .event();
        assertThat(back.sameIdentity(e)).isTrue();
        assertThat(List.of(
                        back.process(),
                        back.source(),
                        back.sequence(),
                        back.activity(),
                        back.timeMicros(),
                        back.queue()))
                .isEqualTo(List.of(e.process(), e.source(), e.sequence(), e.activity(), e.timeMicros(), e.queue()));
        assertThat(back.receivedMicros()).isEqualTo(e.receivedMicros());
    }

    @Test
    void twiceIsTheSameAsOnce() {
        Event once = ids.event(event("PA-17/1", "i", "referral:R-4", "R-4"), 0);
        Event twice = ids.event(once, 0);
        assertThat(twice).isEqualTo(once);
        assertThat(twice.eventId()).isEqualTo(once.eventId());
        assertThat(ids.message("a \"b\"", "c")).isEqualTo(ids.message(ids.message("a \"b\"", "c")));
    }

    @Test
    void aCorrectionStillFindsItsEvent() {
        Event correction = event("x", null, null)
                .edit()
                .operation(Operation.CORRECT, "PA-17/1", 1)
                .event();
        assertThat(ids.event(correction).corrects()).isEqualTo(ids.eventId("PA-17/1"));
    }

    @Test
    void hashesOfFilesAndTextsAreByTheKeyToo() {
        String file = "0123456789abcdef".repeat(4);
        assertThat(ids.source(file)).startsWith(ids.prefix()).isEqualTo(ids.source(ids.source(file)));
        assertThat(ids.source("ehr")).isEqualTo("ehr");
        assertThat(ids.hash(new byte[32]))
                .hasSize(32)
                .isNotEqualTo(new byte[32])
                .isEqualTo(ids.hash(new byte[32]));
        assertThat(CaseIds.AS_THEY_COME.source(file)).isEqualTo(file);
        assertThat(CaseIds.AS_THEY_COME.hash(new byte[32])).isEqualTo(new byte[32]);
    }

    @Test
    void placesInALogStay() {
        for (String place : List.of("#0", "#17", "#17#start", "#-3")) {
            assertThat(ids.eventId(place)).isEqualTo(place);
        }
        for (String id : List.of("#", "##", "#a", "#PA-17", "17", "#start", "#-", "#1-2")) {
            assertThat(ids.eventId(id)).startsWith(ids.prefix());
        }
    }

    @Test
    void anEventOfAnOlderVersionHasFewerAttributes() {
        assertThat(ids.event(event("e", null, null, "R-4"), 0, 3).attributes()).containsExactly(ids.caseId("R-4"));
    }

    @Test
    void withoutAKeyNothingChanges() {
        Event e = event("PA-17/1", "i", "referral:R-4", "R-4");
        assertThat(CaseIds.AS_THEY_COME.event(e, 0)).isSameAs(e);
        assertThat(CaseIds.AS_THEY_COME.caseId("PA-17")).isEqualTo("PA-17");
        assertThat(CaseIds.AS_THEY_COME.message("case \"PA-17\"", "PA-17")).isEqualTo("case \"PA-17\"");
        assertThat(CaseIds.AS_THEY_COME.raw("PA-17")).isEqualTo("PA-17");
        assertThat(CaseIds.by(null)).isSameAs(CaseIds.AS_THEY_COME);
    }

    @Test
    void manyIdsInOneSlotDoNotMix() {
        for (int i = 0; i < 50_000; i++) {
            ids.caseId("PA-" + i);
        }
        for (int i = 0; i < 50_000; i += 97) {
            assertThat(ids.caseId("PA-" + i)).isEqualTo(CaseKeyTest.key(1).pseudonym("case", "PA-" + i));
        }
    }

    @Test
    void messagesKeepTheirWordsAndLoseTheirValues() {
        assertThat(ids.message("a.csv line 8: time \"PA-17\" is not ISO-8601. Maybe set --time-format.", "PA-17"))
                .isEqualTo("a.csv line 8: time \"…\" is not ISO-8601. Maybe set --time-format.");
        assertThat(ids.message("\"time\" is the text \"PA\"17\"; it must be a time such as \"2026\", with its offset."))
                .isEqualTo("\"time\" is …; it must be a time such as \"…\", with its offset.");
        assertThat(ids.message("\"case_id\" is 123.5; it must be a text."))
                .isEqualTo("\"case_id\" is …; it must be a text.");
        assertThat(ids.message("the event is no JSON: Unrecognized token 'PA-17': was expecting 'null' (line 1)."))
                .isEqualTo("the event is no JSON: Unrecognized token '…' (line 1).");
        assertThat(ids.message("schema 17 is an unknown version; this program knows 1."))
                .isEqualTo("schema … is an unknown version; this program knows 1.");
        assertThat(ids.message("PA-17.csv line 8: the activity is missing.", "PA-17", null))
                .doesNotContain("PA-17");
        assertThat(ids.message("a.csv line 1812: the time is missing.", "8")).contains("line 1812");
        assertThat(ids.message(null)).isNull();
    }
}
