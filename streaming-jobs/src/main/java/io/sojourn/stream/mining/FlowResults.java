package io.sojourn.stream.mining;

import io.sojourn.mining.flow.Arc;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowPart;
import io.sojourn.mining.flow.ServiceTime;
import io.sojourn.mining.flow.Variant;
import io.sojourn.mining.log.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;

/** Puts the results of the second job together. */
final class FlowResults {
    private static final Comparator<Piece> ARCS = Comparator.<Piece>comparingLong(p -> -Summary.count(p))
            .thenComparingInt(p -> p.group().from())
            .thenComparingInt(p -> p.group().to());
    private static final int QUESTIONS = 4;

    private final CodedNames names;
    private final FlowPart sums;
    private final long[][] part = new long[5][];
    private final List<Piece> summaries = new ArrayList<>();
    private final Map<Piece.Group, long[]> answers = new HashMap<>();
    private long variants;
    private long orphanStarts;
    private long orphanCompletions;

    /** Names of activities by their codes. */
    private record CodedNames(List<String> activities) {
        List<String> of(int[] codes) {
            return Arrays.stream(codes).mapToObj(activities::get).toList();
        }
    }

    FlowResults(MiningPlan plan) {
        names = new CodedNames(plan.names().activities());
        sums = new FlowPart(plan.names(), plan.hasServiceTimes());
    }

    void read(Path results) {
        try {
            PieceFile.read(results, "sums-results", this::takeSums);
            PieceFile.read(results, "summary-results", this::takeSummary);
            PieceFile.read(
                    results,
                    "answer-results",
                    p -> answers.computeIfAbsent(p.group(), unknown -> new long[QUESTIONS])[(int) p.numbers()[0]] =
                            p.numbers()[1]);
        } catch (IOException e) {
            throw Survey.unreadable(results, e);
        }
    }

    /** The arrays of a part come one behind the other, in the order of their places. */
    private void takeSums(Piece piece) {
        long[] n = piece.numbers();
        if (piece.kind() == Piece.Kind.ORPHANS) {
            orphanStarts += n[0];
            orphanCompletions += n[1];
            return;
        }
        int place = (int) n[0];
        part[place] = Arrays.copyOfRange(n, 1, n.length);
        if (place == part.length - 1) {
            sums.add(part);
        }
    }

    private void takeSummary(Piece piece) {
        if (piece.kind() == Piece.Kind.VARIANTS) {
            variants += piece.numbers()[0];
        } else {
            summaries.add(piece);
        }
    }

    Views.Orphans orphans() {
        return new Views.Orphans(orphanStarts, orphanCompletions);
    }

    private Distribution distribution(Piece summary) {
        return Summary.distribution(summary, answers.get(summary.group()));
    }

    Flow flow() {
        Distribution ofCases = summaries.stream()
                .filter(p -> p.group().equals(Piece.Group.CASES))
                .findFirst()
                .map(this::distribution)
                .orElseGet(() -> Distribution.ofMicros(new long[0], 0, 0));
        return sums.flow(variants, variantList(), arcs(), ofCases, serviceTimes());
    }

    private List<Variant> variantList() {
        Stream<Piece> listed = summaries.stream().filter(p -> p.group().isVariant());
        return listed.sorted(TopVariantsOperator.ORDER)
                .map(p -> new Variant(names.of(p.group().sequence()), Summary.count(p), distribution(p)))
                .toList();
    }

    private List<Arc> arcs() {
        return summaries.stream()
                .filter(p -> p.group().isArc())
                .sorted(ARCS)
                .map(p -> new Arc(
                        names.activities().get(p.group().from()),
                        names.activities().get(p.group().to()),
                        Summary.count(p),
                        distribution(p)))
                .toList();
    }

    private List<ServiceTime> serviceTimes() {
        return summaries.stream()
                .filter(p -> p.group().isService())
                .sorted(Comparator.comparingInt(p -> p.group().to()))
                .map(p -> new ServiceTime(
                        names.activities().get(p.group().to()),
                        distribution(p),
                        sums.positive(p.group().to())))
                .toList();
    }
}
