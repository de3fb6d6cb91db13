package io.sojourn.mining.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    private static JsonNode document() {
        try {
            return new ObjectMapper()
                    .readTree(
                            """
                            {"all": 1200, "a": {"cases": 1, "ways": 2, "seconds": 93600, "hours": 36.5, "share": 0.1234, "p": 0.0004,
                             "who": "Ann", "nobody": null, "part": 300, "less": -2.5, "zero": 0}}
                            """);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{cases count case} # 1 case",
                "{ways count way} # 2 ways",
                "{ways count activity} # 2 activities",
                "{/all count} in all # 1,200 in all",
                "{seconds seconds} # 26.0 h",
                "{hours hours} # 36.5 h",
                "{hours total} # 37 h",
                "{less change} # -2.5 h",
                "{hours change} # +36.5 h",
                "{share share} # 12.3 %",
                "{less points} # -250.0 points",
                "{p chance} # < 0.001",
                "{part of /all} # 25.0 %",
                "{part of zero} # –",
                "by {who text}, not {nobody text} or {none count} # by Ann, not – or –"
            })
    void figuresAreShownInTheirUnits(String template, String shown) {
        assertThat(Sentence.of("/a", template).text(document())).isEqualTo(shown);
    }

    @Test
    void aNumberAloneIsANumber() {
        assertThat(Sentence.of("", "{a count}").isNumber()).isTrue();
        assertThat(Sentence.of("", "{a text}").isNumber()).isFalse();
        assertThat(Sentence.of("", "about {a count}").isNumber()).isFalse();
    }
}
