package io.sojourn.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelatedCaseTest {
    @Test
    void aRelationIsWhatStandsBeforeTheFirstColon() {
        assertThat(RelatedCase.of("referral:REF-1 claim:a:b"))
                .containsExactly(new RelatedCase("referral", "REF-1"), new RelatedCase("claim", "a:b"));
    }

    @Test
    void aCaseMayStandAlone() {
        assertThat(RelatedCase.of("REF-1")).containsExactly(new RelatedCase(null, "REF-1"));
    }

    @Test
    void aColonWithNothingOnOneSideBelongsToTheCase() {
        assertThat(RelatedCase.of(":x x: :"))
                .containsExactly(new RelatedCase(null, ":x"), new RelatedCase(null, "x:"), new RelatedCase(null, ":"));
    }

    @Test
    void anyIdCanBeWritten() {
        assertThat(RelatedCase.of("referral:a%20b referral:100%25 referral:%2520"))
                .extracting(RelatedCase::caseId)
                .containsExactly("a b", "100%", "%20");
    }

    @Test
    void anEventNamesAThousandCasesAtMost() {
        assertThat(RelatedCase.trouble(null)).isNull();
        assertThat(RelatedCase.trouble("a ".repeat(Limits.RELATED_CASES))).isNull();
        assertThat(RelatedCase.trouble("a ".repeat(Limits.RELATED_CASES + 1)))
                .isEqualTo("related names 1001 cases, the limit is 1000.");
    }

    @Test
    void blanksNameNothing() {
        assertThat(RelatedCase.of(null)).isEmpty();
        assertThat(RelatedCase.of("  ")).isEmpty();
        assertThat(RelatedCase.of(" a  b ")).hasSize(2);
    }
}
