package io.sojourn.pseudonym;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes values out of messages about rejected rows. The messages of the readers show values in quotes, numbers and words of JSON
 * also without; their own words stay, with the name of the field or attribute that a message begins with.
 */
final class Redaction {
    private static final String GONE = "…";
    private static final Pattern WRONG = Pattern.compile("(?s) is .*; it must be ");
    private static final Pattern SCHEMA = Pattern.compile("(?s)^schema .* is an unknown version");
    private static final Pattern NAME = Pattern.compile("^\"[A-Za-z_][A-Za-z0-9_]{0,62}\" (?=is |has )");
    private static final Pattern QUOTED = Pattern.compile("(?s)\".*\"");
    /** Not the apostrophe of a word. */
    private static final Pattern SINGLE = Pattern.compile("(?s)(?<![A-Za-z])'.*'");
    /** Of the JSON parser, about numbers. */
    private static final Pattern VALUE = Pattern.compile("(?s)(?<=[Vv]alue )\\(.*\\)");

    private Redaction() {}

    static String of(String message, List<String> ids) {
        String text = WRONG.matcher(message).replaceAll(" is " + GONE + "; it must be ");
        text = SCHEMA.matcher(text).replaceAll("schema " + GONE + " is an unknown version");
        Matcher name = NAME.matcher(text);
        int begin = name.find() ? name.end() : 0;
        String rest = QUOTED.matcher(text.substring(begin)).replaceAll('"' + GONE + '"');
        rest = SINGLE.matcher(rest).replaceAll("'" + GONE + "'");
        rest = VALUE.matcher(rest).replaceAll("(" + GONE + ")");
        return without(text.substring(0, begin) + rest, ids);
    }

    /** Where an id still stands, such as in the name of a file, the message is not kept. */
    private static String without(String text, List<String> ids) {
        for (String id : ids) {
            if (standsIn(id, text)) {
                return "a value is wrong or missing. The message is not kept, since it names the case or the event.";
            }
        }
        return text;
    }

    /** As a word: {@code 8} is not in {@code line 1812}. */
    private static boolean standsIn(String id, String text) {
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + id.length();
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
