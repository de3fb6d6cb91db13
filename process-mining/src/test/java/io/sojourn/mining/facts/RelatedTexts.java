package io.sojourn.mining.facts;

import java.util.Random;

/** Texts that name related cases: none, one, several, the same again, and ones that are hard to read. */
final class RelatedTexts {
    private static final String[] ITEMS = {
        "referral:R-1",
        "referral:R-2",
        "it's:ü:1",
        "claim:C-1",
        "R-1",
        ":x",
        "x:",
        ":",
        "a%20b",
        "referral:100%25",
        "%2520",
        "😀:😀😀",
        "😀"
    };

    private RelatedTexts() {}

    static String any(Random random) {
        if (random.nextInt(3) > 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(ITEMS[random.nextInt(ITEMS.length)]).append(random.nextInt(5) == 0 ? "  " : " ");
        }
        return random.nextBoolean() ? text.toString().strip() : text.toString();
    }
}
