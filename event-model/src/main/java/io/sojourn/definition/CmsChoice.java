package io.sojourn.definition;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the rule on public prior authorization figures (CMS-0057-F) can be read in more than one way: a question, and the answers
 * that are known in the field. The first answer holds where nothing is said. Each answer is shown beside the figures it decides.
 */
public enum CmsChoice {
    /** Whose share a partial approval is. */
    PARTIAL(
            "What is a partial approval?",
            "denied",
            "Partial approvals count as denied: approved means approved in full.",
            "approved",
            "Partial approvals count as approved.",
            "separate",
            "Partial approvals count as neither approved nor denied; they are shown apart."),
    /** The denominator of "approved after appeal". */
    AFTER_APPEAL_OF(
            "Approved after appeal: of what?",
            "requests",
            "Approved after appeal is of all decided standard requests.",
            "denied",
            "Approved after appeal is of the standard requests that were denied, in full or in part.",
            "appeals",
            "Approved after appeal is of the denied standard requests with a decided appeal."),
    /** The denominator of "extended, then approved". */
    EXTENDED_OF(
            "Extended, then approved: of what?",
            "requests",
            "Extended and then approved is of all decided requests, standard and expedited.",
            "extended",
            "Extended and then approved is of the decided requests whose time was extended."),
    /** Which decision of a request counts. */
    DECISION(
            "Which decision counts, where a request has several before an appeal?",
            "first",
            "The first decision counts; what a talk between physicians changes later does not.",
            "last",
            "The last decision before an appeal counts, and the time runs up to it."),
    /** To which year a request belongs. */
    COUNTED_BY(
            "To which year does a request belong?",
            "decided",
            "A request belongs to the year of its decision.",
            "received",
            "A request belongs to the year in which it was received."),
    /** How days are counted. */
    DAYS(
            "How are the days of standard requests counted?",
            "elapsed",
            "Days are hours divided by 24.",
            "calendar",
            "Days are midnights between receipt and decision.",
            "business",
            "Days are business days of the calendar after the day of receipt, up to the day of the decision."),
    /** The median of an even number of times. */
    MEDIAN(
            "What is the median of an even number of times?",
            "middle",
            "The median of an even number of times is the mean of the two in the middle.",
            "nearest_rank",
            "The median of an even number of times is the smaller one of the two in the middle.");

    private final String question;
    private final Map<String, String> meanings = new LinkedHashMap<>();

    CmsChoice(String question, String... optionsAndMeanings) {
        this.question = question;
        for (int i = 0; i < optionsAndMeanings.length; i += 2) {
            meanings.put(optionsAndMeanings[i], optionsAndMeanings[i + 1]);
        }
    }

    /** Its name in definitions and requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String question() {
        return question;
    }

    /** The answers, the one that holds where nothing is said first. */
    public List<String> options() {
        return List.copyOf(meanings.keySet());
    }

    public String meaning(String option) {
        return meanings.get(option);
    }

    /** The names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(CmsChoice::word).toList();
    }
}
