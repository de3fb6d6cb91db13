package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the job's results go: a sink for each lane, with a writer beside each subtask of the lane's operator. The writers turn
 * watermarks into {@link Result.Kind#AS_OF}.
 */
public interface ResultSinks extends Serializable {
    /**
     * Adds the sink of a lane.
     *
     * @param name that people see; what it is known by in checkpoints is {@link #uid}
     */
    void add(DataStream<Result> results, Result.Lane lane, String name);

    /** What a sink of this name is known by in checkpoints. */
    static String uid(String name) {
        return name.replace(' ', '-');
    }
}
