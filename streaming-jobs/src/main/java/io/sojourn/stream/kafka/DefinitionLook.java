package io.sojourn.stream.kafka;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.SojournException;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.mining.versions.KnownVersions;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at the topic of definitions, for a reader or a writer of a task that meets a version before the stream has told it.
 * A version is in the topic before anything of it is in the job, so one look finds it. Price: a consumer for the time of the
 * look, some tenths of a second.
 *
 * @param known what the job started with
 */
record DefinitionLook(KafkaSettings settings, Processes known)
        implements Supplier<List<ProcessDefinition>>, Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionLook.class);

    /** All definitions of the job's processes by now. */
    @Override
    public List<ProcessDefinition> get() {
        KnownVersions now = versions();
        return known.histories().stream()
                .flatMap(h -> now.of(h.process()).orElse(h).versions().stream())
                .map(DefinitionVersion::definition)
                .toList();
    }

    private KnownVersions versions() {
        KnownVersions versions = new KnownVersions(known.histories());
        try (DefinitionTopic topic = settings.definitions()) {
            topic.read(entry -> take(entry, versions));
        }
        return versions;
    }

    /** What is no version, or can't be taken, {@link DefinitionGate} sets aside: once, not at each look. */
    private static void take(DefinitionTopic.Entry entry, KnownVersions versions) {
        if (entry.version() == null) {
            return;
        }
        try {
            versions.take(entry.version());
        } catch (SojournException e) {
            LOG.debug("offset {} is passed over: {}", entry.offset(), e.fullMessage());
        }
    }
}
