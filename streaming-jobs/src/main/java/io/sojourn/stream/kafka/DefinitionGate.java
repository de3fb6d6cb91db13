package io.sojourn.stream.kafka;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.mining.versions.KnownVersions;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.DefinitionVersionCodec;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets versions of definitions into the job.
 *
 * <p>In: records of the topic, in its order. State: the versions that were let in. Out: each version of a process of this job
 * once; what is no version, or can't live beside those before it, goes aside as a row of rejected_events, with its offset.
 * Guarantee: no record stops the job. Of parallelism 1.
 */
final class DefinitionGate extends AbstractStreamOperator<DefinitionVersion>
        implements OneInputStreamOperator<DefinitionRecord, DefinitionVersion> {
    static final OutputTag<Result> REJECTED = new OutputTag<>("rejected", StreamJob.RESULT);
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final Processes given;
    private transient KnownVersions known;
    private transient ListState<DefinitionVersion> kept;
    private transient Counter rejected;

    /** @param given what the job starts with */
    DefinitionGate(String topic, Processes given) {
        this.topic = topic;
        this.given = given;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        kept = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>("let-in", new CodecTypeInformation<>(new DefinitionVersionCodec())));
        known = new KnownVersions(given.histories());
        for (DefinitionVersion v : kept.get()) {
            known.take(v);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        rejected = getMetricGroup().addGroup("sojourn").counter("definitions_rejected");
    }

    @Override
    public void processElement(StreamRecord<DefinitionRecord> element) {
        DefinitionRecord r = element.getValue();
        DefinitionTopic.Entry entry = DefinitionTopic.Entry.of(r.offset(), r.key(), r.value());
        if (entry.trouble() != null) {
            setAside(r, entry.trouble());
        } else if (given.find(entry.version().definition().process()).isPresent()) {
            let(r, entry.version());
        }
    }

    private void let(DefinitionRecord r, DefinitionVersion v) {
        try {
            if (known.take(v)) {
                output.collect(new StreamRecord<>(v));
            }
        } catch (SojournException e) {
            setAside(r, e);
        }
    }

    private void setAside(DefinitionRecord r, SojournException e) {
        rejected.inc();
        LOG.warn("{} offset {} is passed over: {}", topic, r.offset(), e.fullMessage());
        Object[] row = {
            given.isSingle() ? given.only().process() : FactTable.NONE,
            given.isSingle() ? (long) given.only().first().number() : 0L,
            "kafka:" + topic + "-0",
            r.offset(),
            e.code().word(),
            FactTable.NONE,
            null,
            e.fullMessage(),
            RawValue.of(r.value())
        };
        output.collect(REJECTED, new StreamRecord<>(Result.upsert(FactTable.REJECTED_EVENTS, row, 0)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.update(known.versions());
    }
}
