package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import java.util.Comparator;
import java.util.List;

/** The differences of two logs as a page of text for people. */
final class DifferenceReport {
    private DifferenceReport() {}

    static String of(String a, String b, List<SegmentDifference> all, double maxFalse, int lines) {
        StringBuilder text = new StringBuilder();
        text.append(a).append(" (A) beside ").append(b).append(" (B)\n");
        text.append(ReportText.title("Segments that one has more often", "share of the cases"));
        TextTable often = new TextTable(">A less B", ">95 % from", ">to", ">cases of A", ">of B", "from > to");
        all.stream()
                .filter(d -> d.frequencyQ() <= maxFalse)
                .sorted(Comparator.comparingDouble(d -> -Math.abs(d.frequency().difference())))
                .limit(lines)
                .forEach(d -> often.row(
                        ReportText.percent(d.frequency().difference()),
                        ReportText.percent(d.frequency().interval().low()),
                        ReportText.percent(d.frequency().interval().high()),
                        Wording.count(d.casesA()),
                        Wording.count(d.casesB()),
                        d.segment().toString()));
        text.append(often.isEmpty() ? "  none\n" : often);
        text.append(ReportText.title("Segments at which cases of one wait longer", "typical shift a case"));
        TextTable longer = new TextTable(">A less B", ">95 % from", ">to", ">q", "from > to");
        all.stream()
                .filter(d -> d.timeQ() <= maxFalse)
                .sorted(Comparator.comparingDouble(d -> -Math.abs(d.time().estimate())))
                .limit(lines)
                .forEach(d -> longer.row(
                        ReportText.hours(Units.hours(d.time().estimate())),
                        ReportText.hours(Units.hours(d.time().interval().low())),
                        ReportText.hours(Units.hours(d.time().interval().high())),
                        String.format(java.util.Locale.ROOT, "%.2g", d.timeQ()),
                        d.segment().toString()));
        text.append(longer.isEmpty() ? "  none\n" : longer);
        return text.toString();
    }
}
