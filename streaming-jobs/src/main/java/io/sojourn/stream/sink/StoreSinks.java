package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import org.apache.flink.api.connector.sink2.Sink;

/** Hands all lanes to one consumer in the same process. */
public record StoreSinks(String consumer, EpochClock clock) implements ResultSinks {
    @Override
    public Sink<Result> of(Result.Lane lane) {
        return new ResultSink(consumer, lane, clock);
    }
}
