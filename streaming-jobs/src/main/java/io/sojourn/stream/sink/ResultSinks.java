package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where the job's results go: a sink for each lane, with a writer beside each subtask of the lane's operator. The writers turn
 * watermarks into {@link Result.Kind#AS_OF}.
 */
public interface ResultSinks extends Serializable {
    Sink<Result> of(Result.Lane lane);
}
