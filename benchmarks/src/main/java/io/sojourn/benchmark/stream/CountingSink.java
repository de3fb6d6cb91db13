package io.sojourn.benchmark.stream;

import io.sojourn.fact.Result;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Discards results, and counts them. */
final class CountingSink implements Sink<Result> {
    private static final long serialVersionUID = 1L;
    private static final LongAdder RESULTS = new LongAdder();

    /** How many were discarded in this process since the last call. */
    static long take() {
        return RESULTS.sumThenReset();
    }

    @Override
    public SinkWriter<Result> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private static final class Writer implements SinkWriter<Result> {
        private long results;

        @Override
        public void write(Result element, Context context) {
            results++;
        }

        @Override
        public void flush(boolean endOfInput) {
            RESULTS.add(results);
            results = 0;
        }

        @Override
        public void close() {}
    }
}
