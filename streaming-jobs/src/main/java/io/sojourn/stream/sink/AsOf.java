package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import org.apache.flink.api.common.TaskInfo;

/** What one writer says of how far it is. */
public final class AsOf {
    private AsOf() {}

    /** All results up to a watermark, in microseconds, were said by this subtask of a lane. */
    public static Result of(Result.Lane lane, TaskInfo task, long watermark, long epoch) {
        Object[] values = {
            lane.name(), (long) task.getIndexOfThisSubtask(), (long) task.getNumberOfParallelSubtasks(), watermark
        };
        return new Result(Result.Kind.AS_OF, null, values, epoch);
    }
}
