package io.sojourn.definition;

import java.util.Collection;
import java.util.Locale;

/** Says which known word was probably meant. */
final class Words {
    private static final int LONGEST = 200;

    private Words() {}

    /** A hint: the nearest known word, else all of them; null where there is none. */
    static String hint(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        if (best != null) {
            return "Maybe you meant \"" + best + "\".";
        }
        String all = String.join(", ", known);
        return known.isEmpty() || all.length() > LONGEST ? null : "Maybe one of: " + all + ".";
    }

    /** A value as it is shown in a message: quoted, and cut when it is long. */
    static String show(String value) {
        String flat = value.replaceAll("\\p{Cc}", " ");
        return '"' + (flat.length() > LONGEST ? flat.substring(0, LONGEST) + "..." : flat) + '"';
    }

    /** Edits (insert, delete, replace, swap of neighbours) that turn a into b. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > LONGEST || a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swap = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swap ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
