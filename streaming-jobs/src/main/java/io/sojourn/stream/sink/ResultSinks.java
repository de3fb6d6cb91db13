package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results of each lane go. A sink's writer turns watermarks into {@link Result.Kind#AS_OF} by itself. */
public interface ResultSinks extends Serializable {
    Sink<Result> of(Result.Lane lane);
}
