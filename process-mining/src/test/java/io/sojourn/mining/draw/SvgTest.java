package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SvgTest {
    @Test
    void textsOfALogCantLeaveTheirPlace() {
        String markup = new Svg()
                .start("g")
                .with("data-activity", "\"/><script>'&")
                .start("title")
                .text("</title>\u0000\uFFFF\uD83D\uDE00")
                .end()
                .end()
                .markup();

        assertThat(markup)
                .isEqualTo("<g data-activity=\"&quot;/&gt;&lt;script&gt;&#39;&amp;\">"
                        + "<title>&lt;/title&gt;\uFFFD\uFFFD\uD83D\uDE00</title></g>");
    }

    @Test
    void numbersAreShortAndKnowNoLocale() {
        assertThat(Svg.number(1234.5)).isEqualTo("1234.5");
        assertThat(Svg.number(-0.001)).isEqualTo("0");
        assertThat(Svg.number(3)).isEqualTo("3");
        assertThat(Svg.number(2.005e6)).isEqualTo("2005000");
        assertThatThrownBy(() -> Svg.number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasBegunMustBeEnded() {
        assertThatThrownBy(() -> new Svg().start("g").markup()).hasMessageContaining("<g> was not ended");
    }
}
