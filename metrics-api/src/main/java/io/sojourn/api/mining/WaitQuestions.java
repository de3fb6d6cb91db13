package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.resources.Asked;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.mining.bottleneck.BottleneckDocument;
import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.Bottlenecks;
import io.sojourn.mining.bottleneck.Comparison;
import io.sojourn.mining.bottleneck.Handoffs;
import io.sojourn.mining.bottleneck.HandoverDocument;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitDocument;
import io.sojourn.mining.waits.WaitSettings;
import io.sojourn.mining.waits.WaitSummary;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Where time goes: bottlenecks, waits by cause, handovers, and the differences of two parts of a log. What is chosen of a log
 * is looked at as a log of its own: work on other cases is not known to it. The newest definition says who is outside, who is
 * on duty, and what the local time is.
 */
final class WaitQuestions {
    private static final int USUAL_SUPPORT = BottleneckOptions.defaults().minSupport();
    private static final int MOST_SUPPORT = 1_000_000;
    private static final int MOST_LINES = 10_000;

    private WaitQuestions() {}

    static Question bottlenecks(Asked asked) {
        LogFilter choice = asked.choice();
        int top = top(asked);
        int support = support(asked);
        return new Question(Arrays.asList("bottlenecks", choice, top, support), log -> {
            BottleneckOptions options = options(log, support);
            ObjectNode found = BottleneckDocument.of(Bottlenecks.of(part(log, choice), options));
            Answers.cut(found, top, "queues", "segments", "activities", "resource_pairs", "bottlenecks");
            Answers.cut((ObjectNode) found.get("handoffs"), top, "pairs");
            return Answers.bytes(Answers.begin(log, choice).setAll(found));
        });
    }

    static Question waits(Asked asked) {
        LogFilter choice = asked.choice();
        int top = top(asked);
        return new Question(Arrays.asList("waits", choice, top), log -> {
            WaitSettings settings = settings(log);
            WaitSummary summary = WaitSummary.of(settings.split(part(log, choice)), settings.calendar());
            ObjectNode waits = WaitDocument.of(summary);
            Answers.cut(waits, top, "segments", "resource_pairs");
            return Answers.bytes(Answers.begin(log, choice).setAll(waits));
        });
    }

    static Question handovers(Asked asked) {
        LogFilter choice = asked.choice();
        int top = top(asked);
        HandoffRule.Party between = asked.one("between", HandoffRule.Party.class, null);
        return new Question(Arrays.asList("handovers", choice, top, between), log -> {
            HandoffRule.Party party = between == null ? usual(log.definition()) : between;
            ActivityInstances instances = ActivityInstances.of(part(log, choice));
            Handoffs handoffs =
                    party == HandoffRule.Party.TEAM ? Handoffs.ofTeams(instances) : Handoffs.ofResources(instances);
            ObjectNode found = HandoverDocument.of(handoffs);
            Answers.cut(found, top, "pairs", "parties");
            ObjectNode document = Answers.begin(log, choice).put("between", Asked.word(party));
            return Answers.bytes(document.setAll(found));
        });
    }

    static Question differences(Asked asked) {
        LogFilter a = asked.choice();
        LogFilter b = asked.choice(asked.needed("against", "case(in(payer, AETNA))"));
        int support = support(asked);
        return new Question(Arrays.asList("differences", a, b, support), log -> {
            Selection ofA = a.of(log.log().all());
            Selection ofB = b.of(log.log().all());
            BottleneckOptions options = options(log, support);
            ObjectNode document = Answers.begin(log, a).put("against", b.casesText());
            document.put("cases_a", ofA.cases()).put("cases_b", ofB.cases()).put("cases_in_both", inBoth(ofA, ofB));
            document.set(
                    "differences",
                    BottleneckDocument.of(Comparison.of(
                            Bottlenecks.waits(ofA.toLog(), options),
                            Bottlenecks.waits(ofB.toLog(), options),
                            options)));
            return Answers.bytes(document);
        });
    }

    private static EventLog part(StoredLog log, LogFilter choice) {
        return choice.of(log.log().all()).toLog();
    }

    private static BottleneckOptions options(StoredLog log, int support) {
        return BottleneckOptions.defaults().withMinSupport(support).withWaits(settings(log));
    }

    /** As the commands with {@code --definition}. */
    private static WaitSettings settings(StoredLog log) {
        CompiledDefinition compiled = log.compiled();
        return WaitSettings.of(log.definition().zone())
                .withDefinition(compiled)
                .withCalendar(WaitSettings.calendar(compiled, null));
    }

    private static int top(Asked asked) {
        return asked.number("top", 0, 1, MOST_LINES);
    }

    private static int support(Asked asked) {
        return asked.number("min_support", USUAL_SUPPORT, 2, MOST_SUPPORT);
    }

    private static HandoffRule.Party usual(ProcessDefinition definition) {
        return definition.handoffs() == null
                ? HandoffRule.Party.RESOURCE
                : definition.handoffs().between();
    }

    private static int inBoth(Selection a, Selection b) {
        Set<Integer> cases = new HashSet<>();
        for (int k = 0; k < a.cases(); k++) {
            cases.add(a.caseAt(k));
        }
        int both = 0;
        for (int k = 0; k < b.cases(); k++) {
            both += cases.contains(b.caseAt(k)) ? 1 : 0;
        }
        return both;
    }
}
