package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The key groups that are an operator's. */
record Groups(KeyGroupRange range, int all) {
    static Groups of(TaskInfo task) {
        int all = task.getMaxNumberOfParallelSubtasks();
        return new Groups(
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        all, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
                all);
    }

    int of(Object key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, all);
    }

    /** Says that what was told of these groups before is void. */
    void replaceAll(FactTable table, long epoch, Consumer<Result> out) {
        for (int group = range.getStartKeyGroup(); group <= range.getEndKeyGroup(); group++) {
            out.accept(new Result(Result.Kind.REPLACE_GROUP, table, new Object[0], group, epoch));
        }
    }
}
