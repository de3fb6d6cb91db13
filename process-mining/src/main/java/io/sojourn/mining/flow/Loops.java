package io.sojourn.mining.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * The one rule for loops: in a sequence of activities, three or more immediate repetitions of a block of one to five activities
 * become two. It is read from the left, and after each activity the shortest block that the end repeats a third time loses that
 * third time. So what is left has no three equal blocks in a row, and is not cut again.
 *
 * <p>In words a block that stands twice is written once with a plus: A B A B A B is {@code (A > B)+}, A A A is {@code A+}; once is
 * {@code A}. A plus means twice or more. Blocks of one are marked first, then blocks of two to five of what is marked already,
 * each time from the left. Whoever writes each block with a plus twice, the innermost first, has the sequence again: two sequences
 * share their words only where names of activities themselves have a plus or brackets.
 */
public final class Loops {
    /** The longest block. */
    static final int LONGEST_BLOCK = 5;

    private static final int KEPT = 2;

    private Loops() {}

    /**
     * Writes a sequence of activities without third repetitions. What is written never has three equal blocks in a row, so
     * only its end must be looked at. O(length).
     *
     * @return how many were written
     */
    public static int cut(int[] activities, int from, int to, int[] written) {
        int length = 0;
        for (int i = from; i < to; i++) {
            written[length++] = activities[i];
            for (int block = 1; block <= LONGEST_BLOCK; block++) {
                if (isRepeated(written, length, block)) {
                    length -= block;
                    break;
                }
            }
        }
        return length;
    }

    private static boolean isRepeated(int[] written, int length, int block) {
        int compared = KEPT * block;
        if (length < compared + block) {
            return false;
        }
        for (int k = length - compared; k < length; k++) {
            if (written[k] != written[k - block]) {
                return false;
            }
        }
        return true;
    }

    /** A sequence that was cut, with its loops marked. */
    public static List<String> words(List<String> cut) {
        List<String> words = cut;
        for (int block = 1; block <= LONGEST_BLOCK; block++) {
            words = marked(words, block);
        }
        return List.copyOf(words);
    }

    /** Each pair of equal blocks, from the left, as one block with a plus. */
    private static List<String> marked(List<String> words, int block) {
        List<String> marked = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            int next = i + block;
            int end = next + block;
            if (end <= words.size() && words.subList(i, next).equals(words.subList(next, end))) {
                String inside = String.join(" > ", words.subList(i, next));
                marked.add(block == 1 ? inside + "+" : "(" + inside + ")+");
                i = end;
            } else {
                marked.add(words.get(i++));
            }
        }
        return marked;
    }
}
