package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Hands all lanes to one consumer in the same process. */
public record StoreSinks(String consumer, EpochClock clock) implements ResultSinks {
    @Override
    public void add(DataStream<Result> results, Result.Lane lane, String name) {
        results.transform(name, Types.VOID, new HandingOver(consumer, lane, clock))
                .uid(ResultSinks.uid(name));
    }
}
