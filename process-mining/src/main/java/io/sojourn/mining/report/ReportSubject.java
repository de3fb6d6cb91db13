package io.sojourn.mining.report;

import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.Bottlenecks;
import io.sojourn.mining.bottleneck.SegmentDifference;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import java.util.List;

/**
 * What a report is about.
 *
 * @param mined the flow of what was chosen, and what was read
 * @param log the events that were chosen
 * @param against the other log's name, or null
 * @param differences between the two logs; null without another one
 * @param version of the program
 */
public record ReportSubject(
        Mine.Mined mined,
        View view,
        EventLog log,
        Bottlenecks bottlenecks,
        BottleneckOptions options,
        String against,
        List<SegmentDifference> differences,
        String version) {
    /** Variants that a report lists. */
    public static final int VARIANTS = 30;

    /** Beside another log. */
    public ReportSubject besides(String other, List<SegmentDifference> found) {
        return new ReportSubject(mined, view, log, bottlenecks, options, other, List.copyOf(found), version);
    }
}
