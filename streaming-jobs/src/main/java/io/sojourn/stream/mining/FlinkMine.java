package io.sojourn.stream.mining;

import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.LogFacts;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.CodedLogBuilder;
import java.net.URI;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * Mines a log in Parquet on Flink. The result is that of {@link Flow} for the same events in memory, to the last digit.
 *
 * <p>Cost: the columns are read twice, once for the names; each event is sorted once, each time between two events once. No
 * memory grows with the log: what does is sorted by Flink, on disk where needed. What the result itself lists must fit into
 * the memory of who asks, and one case into that of a task.
 */
public final class FlinkMine {
    private FlinkMine() {}

    /**
     * What to mine.
     *
     * @param log a Parquet file, or a folder of them, on any file system that the cluster knows
     * @param read how
     * @param filter which cases and events; no attributes, no frequencies of variants
     * @param flow what to compute; handovers and rework always
     */
    public record Request(URI log, ReadOptions read, LogFilter filter, FlowOptions flow) {}

    /** The flow, what is said about the whole log, and the bytes of its files. */
    public record Mined(Flow flow, LogFacts facts, long bytes) {}

    /**
     * Refuses a filter that can't be asked of a few cases of a log without the others.
     *
     * @throws io.sojourn.event.SojournException where it looks at attributes, or at how frequent a variant is
     */
    public static void check(LogFilter filter) {
        PartialFilters.check(filter);
    }

    /**
     * Runs the two jobs.
     *
     * @param exchange an empty folder for results, seen by this process and by the cluster
     * @throws io.sojourn.event.SojournException when the log can't be read, the filter can't be asked, or a job fails
     */
    public static Mined mine(Request request, MiningCluster cluster, URI exchange) {
        check(request.filter());
        LogFiles files = LogFiles.of(new Path(request.log()), request.read());
        List<LogSplit> splits = files.splits();
        Path surveyed = new Path(new Path(exchange), "survey");
        Path mined = new Path(new Path(exchange), "mined");
        if (!splits.isEmpty()) {
            cluster.run("survey of a log", env -> MiningJob.survey(env, splits, request.read(), surveyed));
        }
        Survey survey = Survey.read(surveyed);
        CodedLogBuilder.Names names = survey.names();
        MiningPlan plan = MiningPlan.of(
                request.read(),
                names,
                request.flow().view(),
                request.filter(),
                request.flow().topVariants());
        if (survey.events() > 0) {
            cluster.run("mining of a log", env -> MiningJob.mine(env, splits, plan, mined));
        }
        FlowResults results = new FlowResults(plan);
        results.read(mined);
        return new Mined(results.flow(), survey.facts(results.orphans()), files.bytes());
    }
}
