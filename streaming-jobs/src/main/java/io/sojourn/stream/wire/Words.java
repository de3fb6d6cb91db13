package io.sojourn.stream.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * Words that every log has, as numbers. State and stored events depend on them: words are added at the end, and never
 * moved.
 */
final class Words {
    private static final String[] WORDS = {
        "complete", "start", "schedule", "assign", "reassign", "suspend", "resume", "withdraw", "manualskip",
        "autoskip", "pi_abort", "ate_abort", "unknown", "person", "bot", "payer", "patient", "system"
    };

    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        for (int i = 0; i < WORDS.length; i++) {
            NUMBERS.put(WORDS[i], i);
        }
    }

    private Words() {}

    /** The word's number, or -1. */
    static int number(String word) {
        return NUMBERS.getOrDefault(word, -1);
    }

    /** The word of a number, or null when this program knows none. */
    static String word(int number) {
        return number < WORDS.length ? WORDS[number] : null;
    }
}
