package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextFitTest {
    @Test
    void linesBreakAtBlanksAndSigns() {
        assertThat(TextFit.lines("Send Fine", 10, 1_000, 3)).containsExactly("Send Fine");
        assertThat(TextFit.lines("Send Fine", 10, 40, 3)).containsExactly("Send", "Fine");
        assertThat(TextFit.lines("W_Nabellen_offertes", 10, 70, 3)).containsExactly("W_Nabellen_", "offertes");
        assertThat(TextFit.lines("", 10, 70, 3)).containsExactly("");
    }

    @Test
    void noLineIsWiderThanAskedAndWithoutACutNothingIsLost() {
        SplittableRandom random = new SplittableRandom(81);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.appendCodePoint("abcW -_\u4e2d\ud83d\ude00".codePointAt(random.nextInt(8)));
            }
            List<String> lines = TextFit.lines(text.toString(), 10, 60, 3);
            assertThat(lines).hasSizeBetween(1, 3).allMatch(l -> TextFit.width(l, 10) <= 60);
            String together = String.join("", lines).replace(" ", "");
            if (!together.endsWith("\u2026")) {
                assertThat(together).isEqualTo(text.toString().replace(" ", ""));
            }
        }
    }
}
