package io.sojourn.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store remembers whose pseudonyms it has, and takes nothing else. */
class KeptCaseIdsTest {
    private static final CaseIds ONE = ids("0123456789abcdef-0123456789abcdef");
    private static final CaseIds OTHER = ids("0123456789abcdef-0123456789abcdeg");

    @TempDir
    private Path dir;

    private static CaseIds ids(String key) {
        return CaseIds.by(CaseKey.of(key.getBytes()));
    }

    private Store open() {
        return Store.open(dir.resolve("data"), BatchFacts.DEFINITION);
    }

    @Test
    void aNewStoreTakesAKeyAndThenThatOneOnly() {
        try (Store store = open()) {
            assertThat(store.hasPseudonyms()).isFalse();
            store.claimCaseIds(ONE, false);
            assertThat(store.hasPseudonyms()).isTrue();
        }
        try (Store store = open()) {
            assertThat(store.hasPseudonyms()).isTrue();
            store.claimCaseIds(ONE, true);
            assertThatThrownBy(() -> store.claimCaseIds(OTHER, true))
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("has pseudonyms of another key")
                    .hasMessageContaining(ONE.prefix());
            assertThatThrownBy(() -> store.claimCaseIds(CaseIds.AS_THEY_COME, true))
                    .hasMessageContaining("no key is given");
        }
    }

    @Test
    void whatIsRememberedIsNotTheKey() {
        try (Store store = open()) {
            store.claimCaseIds(ONE, false);
            assertThat(store.meta("case_ids").orElseThrow())
                    .isEqualTo(ONE.check() + " " + ONE.prefix())
                    .doesNotContain("0123456789abcdef");
        }
    }

    @Test
    void aStoreWithIdsAsTheyCameTakesNoKey() {
        try (Store store = open()) {
            store.claimCaseIds(CaseIds.AS_THEY_COME, false);
            assertThatThrownBy(() -> store.claimCaseIds(ONE, true)).hasMessageContaining("has case ids as they came");
            store.accept(List.of(rejected("c")), Map.of("topic", 1L));
            store.flush();
            assertThatThrownBy(() -> store.claimCaseIds(ONE, false)).hasMessageContaining("has case ids as they came");
            assertThat(store.hasPseudonyms()).isFalse();
        }
    }

    private static Result rejected(String caseId) {
        Object[] row = {"p", 1L, "s", 1L, "bad_value", "(none)", caseId, "why", null};
        return Result.upsert(FactTable.REJECTED_EVENTS, row, 0);
    }

    private static Result about(Result.Kind kind, FactTable table, String caseId) {
        return new Result(kind, table, new Object[] {"p", 1L, caseId, 0L, null, null, null, null}, 1);
    }

    @Test
    void aRowWhoseCaseIdIsNoPseudonymOfTheKeyIsNotTakenWhicheverWayItCame() {
        try (Store store = open()) {
            store.claimCaseIds(ONE, false);
            for (String id : List.of("MRN-7719345", OTHER.caseId("MRN-7719345"))) {
                for (Result r : List.of(
                        rejected(id),
                        about(Result.Kind.UPSERT, FactTable.EVENTS, id),
                        about(Result.Kind.INSERT, FactTable.STAYS, id),
                        about(Result.Kind.DELETE, FactTable.CASES, id),
                        about(Result.Kind.REPLACE_CASE, null, id),
                        about(Result.Kind.EVICT_CASE, null, id))) {
                    assertThatThrownBy(() -> store.accept(List.of(r)))
                            .as(r.toString())
                            .hasMessageContaining("no pseudonym of its key")
                            .hasMessageNotContaining("7719345");
                }
            }
            for (String id : new String[] {ONE.caseId("MRN-7719345"), FactTable.NONE, null}) {
                assertThatCode(() -> store.accept(List.of(rejected(id)))).doesNotThrowAnyException();
            }
        }
    }
}
