package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CmsReaderTest {
    private static final String YAML =
            """
            process: p
            calendars: {office: {week: Mon-Fri 08:00-17:00}}
            attributes: {payer: text, urgency: text}
            dimensions: [payer]
            close: activity = 'CLOSED'
            cms_0057:
              payer: payer
              received: activity = 'IN'
              standard: urgency = 'R'
              expedited: urgency = 'E'
              decided: activity = 'OUT'
              approved: outcome = 'Y'
              denied: outcome = 'N'
              calendar: office
              choices: {partial: separate, days: business}
              pas: {source: intermediary, item: "'MRI'", requested: "activity = 'ASK'"}
            """;

    private static void assertRefused(String what, String by, String message) {
        assertThat(YAML).contains(what);
        assertThatThrownBy(() -> Definitions.compile("d.yaml", YAML.replace(what, by)))
                .hasMessageContaining(message);
    }

    @Test
    void saysWhatEventsMean() {
        CompiledDefinition compiled = Definitions.compile("d.yaml", YAML);
        CmsRule rule = compiled.definition().cms();
        assertThat(rule.payer()).isEqualTo("payer");
        assertThat(rule.source()).isEqualTo("intermediary");
        assertThat(rule.choices()).containsEntry(CmsChoice.PARTIAL, "separate").hasSize(2);
        assertThat(rule.has("extended")).isFalse();
        assertThat(rule.sql(compiled.definition()))
                .containsEntry("received", "\"activity\" = 'IN'")
                .containsEntry("pas.item", "'MRI'");
        assertThat(rule.columns(compiled.definition(), List.of("standard", "decided")))
                .containsExactly("activity", "urgency");
    }

    @Test
    void isNoneOfTheExpressionsThatEnginesEvaluate() {
        CompiledDefinition with = Definitions.compile("d.yaml", YAML);
        CompiledDefinition without = Definitions.compile("d.yaml", YAML.substring(0, YAML.indexOf("cms_0057")));
        assertThat(with.expressions()).isEqualTo(without.expressions());
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertRefused("payer: payer\n", "payer: payr\n", "d.yaml line 7, column 10: there is no dimension \"payr\"");
        assertRefused("  denied: outcome = 'N'\n", "", "cms_0057 lacks \"denied\"");
        assertRefused("urgency = 'R'", "urgancy = 'R'", "d.yaml line 9, column 13: cms_0057.standard");
        assertRefused("partial: separate", "partial: split", "not one of denied, approved, separate");
        assertRefused("  calendar: office\n", "", "business days need a calendar");
        assertRefused("calendar: office", "calendar: offize", "there is no calendar \"offize\"");
        assertRefused("source: intermediary", "source: me", "not one of provider, intermediary, payer");
        assertRefused(
                "  calendar: office\n", "  calendar: office\n  overturned: 'TRUE'\n", "only one of \"appeal_decided\"");
        assertRefused(
                "  calendar: office\n", "  calendar: office\n  appealed: 'TRUE'\n", "appealed without appeal_decided");
        assertRefused("\"'MRI'\"", "'7'", "cms_0057.pas.item");
    }
}
