package io.sojourn.benchmark;

import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.Reading;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import io.sojourn.sample.PriorAuthorization;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.stream.wire.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing and reading one simulated event: what the spool, the exchange between operators and a checkpoint pay; and reading
 * it as JSON, as HTTP and Kafka carry it; and putting pseudonyms into it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {
    private static final int EVENTS = 4096;
    private final Event[] events = new Event[EVENTS];
    private final byte[][] bytes = new byte[EVENTS][];
    private final byte[][] texts = new byte[EVENTS][];
    private final EventJson json =
            EventJson.of(List.of(Definitions.compile(PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText())
                    .definition()));
    private final Origin origin = new Origin("benchmark", 0, 0);
    private final CaseIds ids =
            CaseIds.by(CaseKey.of("0123456789abcdef-0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
    private final EventCodec codec = new EventCodec();
    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private int next;

    @Setup
    public void setUp() throws IOException {
        Simulation simulation = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE));
        for (int i = 0; i < EVENTS; i++) {
            events[i] = simulation.next();
            out.clear();
            codec.write(events[i], out);
            bytes[i] = out.getCopyOfBuffer();
            texts[i] = json.write(events[i]);
        }
    }

    @Benchmark
    public int write() throws IOException {
        out.clear();
        codec.write(events[next++ & (EVENTS - 1)], out);
        return out.length();
    }

    @Benchmark
    public Event read() throws IOException {
        byte[] b = bytes[next++ & (EVENTS - 1)];
        in.setBuffer(b, 0, b.length);
        return codec.read(in);
    }

    @Benchmark
    public Reading readJson() {
        byte[] b = texts[next++ & (EVENTS - 1)];
        return json.read(b, 0, b.length, origin);
    }

    /** What pseudonyms in place of case ids cost an event. */
    @Benchmark
    public Event pseudonyms() {
        return ids.event(events[next++ & (EVENTS - 1)]);
    }
}
