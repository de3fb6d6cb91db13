package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.stream.kafka.KafkaResults.Addressed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes the results of one lane's operator; its watermarks become {@link Result.Kind#AS_OF} in every partition. */
final class LaneSink implements Sink<Result> {
    private static final long serialVersionUID = 1L;
    private final Result.Lane lane;
    private final KafkaSettings settings;
    private final DefinitionLook definitions;
    private final KafkaSink<Addressed> sink;

    LaneSink(Result.Lane lane, KafkaSettings settings, DefinitionLook definitions, KafkaSink<Addressed> sink) {
        this.lane = lane;
        this.settings = settings;
        this.definitions = definitions;
        this.sink = sink;
    }

    @Override
    public SinkWriter<Result> createWriter(WriterInitContext context) throws IOException {
        Map<String, Integer> partitions = new HashMap<>();
        for (String topic : settings.results().all()) {
            partitions.put(
                    topic,
                    Topics.partitions(settings, topic)
                            .orElseThrow(() -> new SojournException(
                                    ErrorCode.NOT_FOUND,
                                    "there is no topic " + topic + " at " + settings.brokers() + ".",
                                    "Maybe create it: --create-topics.")));
        }
        Object[] writer = {
            lane.name(),
            (long) context.getTaskInfo().getIndexOfThisSubtask(),
            (long) context.getTaskInfo().getNumberOfParallelSubtasks()
        };
        long epoch = context.getProcessingTimeService().getCurrentProcessingTime();
        return new LaneWriter(
                lane,
                settings.results(),
                sink.createWriter(context),
                partitions,
                writer,
                epoch,
                ResultJson.of(definitions.known().definitions(), definitions));
    }
}
