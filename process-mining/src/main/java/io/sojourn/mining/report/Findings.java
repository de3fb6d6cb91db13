package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.waits.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the document says, in sentences: only what its figures support. */
final class Findings {
    /** A trend or a group is told where chance would show it less often than this. */
    static final double TELLING = 0.05;
    /** Troubles that are told in the summary. */
    private static final int TOLD = 3;
    /** Fewer people than this are not worth a word. */
    private static final double PEOPLE = 0.05;
    /** From this share of all waiting on a second cause is told. */
    private static final double MUCH = 0.1;
    /** Below this share of all waiting a trouble is small. */
    private static final double SMALL = 0.01;

    private static final double SECONDS_A_MONTH = 730.5 * 3_600;

    private static final String BOTTLENECKS = "/bottlenecks";
    private static final String TROUBLES = BOTTLENECKS + "/bottlenecks";
    private static final String CAUSES = BOTTLENECKS + "/wait_hours_by_cause";
    private static final String SEGMENTS = BOTTLENECKS + "/segments";

    private final JsonNode document;

    Findings(JsonNode document) {
        this.document = document;
    }

    private double number(String pointer) {
        return document.at(pointer).asDouble();
    }

    /** The three that matter most; fewer of an empty log. */
    List<Sentence> main() {
        List<Sentence> main = new ArrayList<>();
        durations().ifPresent(main::add);
        main.addAll(waits());
        main.add(number(TROUBLES + "/0/cases") > 0 ? trouble(0) : noTrouble());
        return number("/flow/cases") == 0 ? List.of(Sentence.of("", "The log has no cases.")) : main;
    }

    Sentence size() {
        return Sentence.of(
                "/flow",
                "{cases count case} with {/quality/events count event} of {/log/activities count activity}, from {/log/from text} to"
                        + " {/log/to text} UTC ({/log/span_seconds seconds}). They take {variant_count count} different ways.");
    }

    Optional<Sentence> durations() {
        if (number("/flow/case_duration/max") <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                number("/flow/cases") == 1
                        ? Sentence.of("/flow/case_duration", "The case takes {median seconds}.")
                        : Sentence.of(
                                "/flow/case_duration",
                                "Half of all cases take longer than {median seconds}; one in ten takes longer than"
                                        + " {p90 seconds}."));
    }

    /** How much was waited, and what most of it was for; the next cause too where it is much. */
    List<Sentence> waits() {
        if (number(BOTTLENECKS + "/wait_hours") <= 0) {
            return List.of();
        }
        List<Cause> causes = CauseBar.ranked(document.at(CAUSES));
        StringBuilder words = new StringBuilder("Work waited {wait_hours total} in all");
        if (number(BOTTLENECKS + "/estimated_starts") > 0) {
            words.append(" (estimated)");
        }
        words.append("; ").append(share(causes.get(0))).append(" of it ").append(Causes.was(causes.get(0)));
        if (causes.get(0) == Cause.EXTERNAL_PARTY) {
            words.append(outside());
        }
        if (number(CAUSES + "/" + causes.get(1).key()) > MUCH * number(BOTTLENECKS + "/wait_hours")) {
            words.append(", ").append(share(causes.get(1))).append(" ").append(Causes.was(causes.get(1)));
        }
        return List.of(Sentence.of(BOTTLENECKS, words + "."));
    }

    private static String share(Cause cause) {
        return "{wait_hours_by_cause/" + cause.key() + " of wait_hours}";
    }

    /** The queue in which cases stay longest for somebody outside, where a definition tells. */
    private String outside() {
        JsonNode queues = document.at(BOTTLENECKS + "/queues");
        for (int q = 0; q < queues.size(); q++) {
            if (queues.get(q).path("waits_on").isTextual()) {
                return " (longest in the queue \"{queues/" + q + "/title text}\")";
            }
        }
        return "";
    }

    /** Where most of it is, and whether it grows. */
    List<Sentence> segments() {
        List<Sentence> found = new ArrayList<>();
        if (number(SEGMENTS + "/0/wait_hours") > 0) {
            found.add(Sentence.of(
                    SEGMENTS + "/0",
                    "The longest waiting in all is from {from text} to {to text}: {share share} of it, {wait_seconds/mean seconds}"
                            + " on average, {standing number} waiting there at any moment."));
            trend(SEGMENTS + "/0").ifPresent(found::add);
        }
        return found;
    }

    private Optional<Sentence> trend(String segment) {
        JsonNode trend = document.at(segment + "/trend");
        if (trend.isMissingNode() || trend.path("p").asDouble(1) > TELLING) {
            return Optional.empty();
        }
        String way = trend.path("hours_a_week").asDouble() > 0 ? "longer" : "shorter";
        return Optional.of(Sentence.of(
                segment + "/trend",
                "These waits get " + way + ": {hours_a_week change} a week over {weeks count} weeks (p {p chance})."));
    }

    List<Sentence> work() {
        List<Sentence> found = new ArrayList<>();
        if (number("/flow/rework/0/cases") > 0) {
            found.add(Sentence.of(
                    "/flow/rework/0",
                    "The activity that most cases repeat is {activity text}: {cases count case}"
                            + " ({cases of /flow/cases}) have it more than once."));
        }
        if (number(BOTTLENECKS + "/handoffs/count") > 0) {
            found.add(Sentence.of(
                    BOTTLENECKS + "/handoffs",
                    "{count of steps} of the steps pass work on to somebody else; in {ping_pong_cases count case}"
                            + " ({ping_pong_cases of /flow/cases}) it came straight back."));
        }
        return found;
    }

    /** The greatest troubles. */
    List<Sentence> troubles() {
        List<Sentence> told = new ArrayList<>();
        for (int i = 0; i < Math.min(TOLD, document.at(TROUBLES).size()); i++) {
            told.add(trouble(i));
        }
        return told;
    }

    /** What would be gained there, were its cases like their peers. */
    private Sentence trouble(int index) {
        String at = TROUBLES + "/" + index;
        boolean oftener = number(at + "/structure_hours") > number(at + "/speed_hours");
        String people =
                number(at + "/people") < PEOPLE ? "" : " What they do more often keeps {people number} people busy.";
        return Sentence.of(
                at,
                place(document.at(at))
                        + ": {cases count case} wait {excess_hours hours} longer there than {peers count peer}"
                        + " (95 %: {excess_interval/0 hours} to {excess_interval/1 hours}), mostly because "
                        + (oftener ? "they pass it more often" : "each time takes longer")
                        + ". Were they like their peers, there would be {hours_a_month total} of waiting a month less"
                        + " (95 %: {hours_a_month_interval/0 total} to {hours_a_month_interval/1 total})."
                        + people);
    }

    /** Says so where even the greatest trouble is small beside all the waiting. */
    Optional<Sentence> smallness() {
        double months = number("/log/span_seconds") / SECONDS_A_MONTH;
        boolean small = number(TROUBLES + "/0/cases") > 0
                && number(TROUBLES + "/0/hours_a_month") * months < SMALL * number(BOTTLENECKS + "/wait_hours");
        return small
                ? Optional.of(Sentence.of("", "That is little: most of the waiting is common to all ways of cases."))
                : Optional.empty();
    }

    private Sentence noTrouble() {
        return Sentence.of(
                BOTTLENECKS,
                number(BOTTLENECKS + "/tested") == 0
                        ? "No way of cases is frequent enough to be tested against others."
                        : "None of {tested count test} shows a group of cases that waits longer than its peers"
                                + " by more than chance would.");
    }

    /** The place of a bottleneck variant, of which the source may be any. */
    static String place(JsonNode node) {
        return node.path("from").isTextual() ? "{from text} → {to text}" : "Before {to text}";
    }

    /** What goes with the longest waiting. */
    Optional<Sentence> goesWith() {
        String cause = BOTTLENECKS + "/details/0/goes_with/0";
        if (document.at(cause).isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                cause,
                "From {" + BOTTLENECKS + "/details/0/from text} to {" + BOTTLENECKS
                        + "/details/0/to text}, {attribute text} ="
                        + " {value text} goes with waits that are longer by {excess_hours hours} (95 %: {excess_interval/0 hours}"
                        + " to {excess_interval/1 hours}), {share_of_wait share} of the waiting there."));
    }
}
