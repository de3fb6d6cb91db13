package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowConditionsTest {
    static final String REFERRAL =
            """
            process: referral
            dimensions: [team]
            case: {accepted: {any: "activity = 'ACCEPTED'"}}
            measures:
              conversion:
                per: case
                of: accepted
                followed_by: {process: authorization, when: "submitted AND events > 2", within: 30d}
                by: [team]
                target: ">= 80%"
              leakage: {of: accepted, not_followed_by: {process: claim, via: authorization, within: 1d12h}}
            """;
    private static final String AUTHORIZATION =
            """
            process: authorization
            dimensions: [team]
            case: {submitted: {any: "activity = 'SUBMITTED'"}}
            relations: {referral: {process: referral}}
            """;
    private static final String CLAIM = "process: claim\nrelations: {authorization: {process: authorization}}\n";

    @Test
    void measuresThatFollowAreReadWithTheirDefaults() {
        List<Measure> measures = compile(REFERRAL).definition().measures();
        Measure.Followed conversion = (Measure.Followed) measures.get(0);
        assertThat(conversion.inverted()).isFalse();
        assertThat(conversion.by()).containsExactly("team");
        assertThat(conversion.target()).isEqualTo(new Measure.Target(">=", 0.8));
        assertThat(conversion.rule().path()).containsExactly("authorization");
        assertThat(conversion.rule().withinMicros()).isEqualTo(30 * 86_400_000_000L);
        Measure.Followed leakage = (Measure.Followed) measures.get(1);
        assertThat(leakage.inverted()).isTrue();
        assertThat(leakage.rule().path()).containsExactly("authorization", "claim");
        assertThat(leakage.rule().when().text()).isEqualTo("TRUE");
    }

    @Test
    void definitionsThatFitAreAcceptedInAnyOrder() {
        assertThatCode(() -> check(REFERRAL, AUTHORIZATION, CLAIM)).doesNotThrowAnyException();
        assertThatCode(() -> check(CLAIM, AUTHORIZATION, REFERRAL)).doesNotThrowAnyException();
    }

    @Test
    void aRelationThatTheFirstProcessDeclaresIsEnough() {
        String first = REFERRAL + "relations: {pa: {process: authorization}}\n";
        String second = AUTHORIZATION.replace("relations: {referral: {process: referral}}", "");
        assertThatCode(() -> check(first, second, CLAIM)).doesNotThrowAnyException();
    }

    @Test
    void anUnknownProcessIsRefusedWithTheNearestOne() {
        assertThat(refusal(REFERRAL.replace("{process: authorization,", "{process: autorization,"), AUTHORIZATION))
                .isEqualTo(
                        "measure conversion of process referral follows process \"autorization\", which is not defined"
                                + " here. Maybe you meant \"authorization\".");
        assertThat(refusal(REFERRAL, AUTHORIZATION))
                .contains("measure leakage of process referral follows process \"claim\", which is not defined here.");
    }

    @Test
    void aWayWithoutADeclaredRelationIsRefused() {
        assertThat(refusal(REFERRAL, AUTHORIZATION.replace("relations: {referral: {process: referral}}", ""), CLAIM))
                .isEqualTo("measure conversion of process referral follows from referral to authorization, and neither"
                        + " declares a relation to the other. Maybe add relations: {referral: {process: referral}} to the"
                        + " definition of authorization.");
    }

    @Test
    void aColumnThatTheOtherProcessLacksIsRefusedWithItsPlace() {
        assertThat(refusal(REFERRAL, AUTHORIZATION.replace("submitted:", "sent:"), CLAIM))
                .startsWith("process referral: measures.conversion.followed_by.when (line 8,")
                .contains("submitted");
        assertThat(refusal(REFERRAL.replace("events > 2", "events"), AUTHORIZATION, CLAIM))
                .startsWith("process referral: measures.conversion.followed_by.when");
    }

    @Test
    void aConditionMayNameColumnsOfAnyVersion() {
        CompiledDefinition first = compile(AUTHORIZATION);
        CompiledDefinition second = compile(AUTHORIZATION.replace("submitted:", "sent:") + "version: 2\n");
        DefinitionHistory history = DefinitionHistory.of(first).with(new DefinitionVersion(second, 5));
        FollowRule rule =
                ((Measure.Followed) compile(REFERRAL).definition().measures().get(0)).rule();
        assertThat(FollowConditions.sql(rule, history)).contains("submitted").contains("events");
    }

    @Test
    void aCaseMayBeFollowedByOneOfItsOwnProcess() {
        String yaml = "process: stay\nrelations: {earlier: {process: stay}}\n"
                + "measures: {readmission: {followed_by: {process: stay, within: 30d}}}";
        assertThatCode(() -> check(yaml)).doesNotThrowAnyException();
    }

    private static String refusal(String... yamls) {
        SojournException e = catchThrowableOfType(SojournException.class, () -> check(yamls));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.code()).isIn(ErrorCode.BAD_DEFINITION, ErrorCode.BAD_EXPRESSION);
        return e.fullMessage();
    }

    private static void check(String... yamls) {
        FollowConditions.check(Arrays.stream(yamls)
                .map(FollowConditionsTest::compile)
                .map(DefinitionHistory::of)
                .toList());
    }

    private static CompiledDefinition compile(String yaml) {
        return Definitions.compile("d.yaml", yaml);
    }
}
