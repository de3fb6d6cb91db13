package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken texts are refused with a place, never with a stack trace of something else. */
class DefinitionFuzzTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            "\n",
            "  ",
            "- ",
            "'",
            "\"",
            "&a ",
            "*a",
            "!!",
            "|",
            ">",
            "%",
            "@",
            "#",
            "? ",
            "<<",
            "---",
            "\t",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "999999999999",
            "-1",
            "null",
            "~",
            "TRUE",
            "(",
            ")",
            "7d",
            "''",
            "activity",
            "business_days",
            "99:99",
            "日本");

    @Test
    void brokenTextsAreRefusedWithTheirPlace() {
        fuzz(800);
    }

    @Test
    @Tag("full")
    void manyBrokenTextsAreRefusedWithTheirPlace() {
        fuzz(30_000);
    }

    private static void fuzz(int texts) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isBlank() ? 20_260_303L : Long.parseLong(given.strip());
        System.out.println("seed " + seed + "; repeat with -Dsojourn.seed=" + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < texts; i++) {
            String text = mutate(random);
            try {
                Definitions.compile("d.yaml", text);
            } catch (SojournException e) {
                refused++;
                assertThat(e.code()).isIn(ErrorCode.BAD_DEFINITION, ErrorCode.BAD_EXPRESSION);
                assertThat(e.fullMessage()).startsWith("d.yaml").doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", text " + i + ": " + e + "\n" + text, e);
            }
        }
        assertThat(refused).isBetween(texts / 3, texts - 1);
    }

    private static String mutate(Random random) {
        StringBuilder text = new StringBuilder(DefinitionsTest.PRIOR_AUTHORIZATION);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                case 2 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(40))));
            }
        }
        return text.toString();
    }
}
