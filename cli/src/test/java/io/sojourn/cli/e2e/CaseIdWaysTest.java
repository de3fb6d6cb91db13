package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.sojourn.api.ingest.EventSink;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import io.sojourn.stream.source.SpoolSorter;
import io.sojourn.stream.source.SpoolWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Each way in gives its events through {@link CaseIds}. A new way breaks one of these tables; whoever adds a row to one says by
 * that where the ids of its cases are replaced, or why they needn't be.
 */
class CaseIdWaysTest {
    /** The classes whose code does something, without their inner ones' names. */
    private static Set<String> classesThat(Predicate<JavaAccess<?>> does) {
        Set<String> names = new TreeSet<>();
        for (JavaClass c : ArchitectureTest.MAIN) {
            boolean measures = c.getPackageName().startsWith("io.sojourn.benchmark");
            if (!measures && c.getAccessesFromSelf().stream().anyMatch(does)) {
                String name = c.getName().substring(c.getPackageName().length() + 1);
                names.add(name.replaceAll("\\$.*", ""));
            }
        }
        return names;
    }

    private static Predicate<JavaAccess<?>> use(Class<?> owner, String name) {
        return access -> access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().equals(name);
    }

    private static Predicate<JavaAccess<?>> call(Class<?> owner, String name, int parameters) {
        return use(owner, name)
                .and(access -> access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == parameters);
    }

    @Test
    void eventsAreMadeOnlyWhereTheirIdsAreReplacedOrWereBefore() {
        assertThat(classesThat(use(Event.class, "<init>")))
                .containsExactlyInAnyOrder(
                        // Give what they make through CaseIds: the second and third by EventJson.
                        "EventMapper",
                        "EventJsonReader",
                        "PlainEventReader",
                        // Copies, and what was stored by us.
                        "EventEdit",
                        "EventBytes",
                        "EventCodec",
                        // The simulator: DemoFeed replaces, files of generate come in as other files do.
                        "DisturbedEvents",
                        "JourneyWorld",
                        "Recorder");
    }

    @Test
    void idsStayAsTheyCameOnlyWhereNothingIsStoredOrNoKeyIsNamed() {
        assertThat(classesThat(use(CaseIds.class, "AS_THEY_COME")
                        .or(call(EventMapper.class, "<init>", 2))
                        .or(call(EventJson.class, "of", 1))
                        .or(call(Ingest.class, "<init>", 5))))
                .containsExactlyInAnyOrder(
                        // No key is named.
                        "CaseIds",
                        "CaseKeyOption",
                        "CaseKeyPlace",
                        // Their own short forms, which the others here call, and tests.
                        "EventMapper",
                        "EventJson",
                        "Ingest",
                        "ApiOptions",
                        // The live log's and the demo's events were given through before.
                        "LogRun",
                        // Only writes, what Ingest has read.
                        "KafkaEventSink",
                        // Logs that are looked at and not stored.
                        "LogEvents",
                        "RuleMatches");
    }

    @Test
    void whatMakesEventsDurableIsCalledOnlyByWaysThatAreKnown() {
        assertThat(classesThat(use(LiveLog.class, "append")
                        .or(use(SpoolSorter.class, "add"))
                        .or(use(SpoolWriter.class, "write"))
                        .or(use(EventSink.class, "append"))
                        .or(access -> access.getTargetOwner().getName().endsWith(".kafka.KafkaRow")
                                && access.getTarget().getName().equals("<init>"))))
                .containsExactlyInAnyOrder(
                        // run: EventMapper with the key.
                        "Spooling",
                        "SpoolSorter",
                        // demo
                        "DemoFeed",
                        // The watched folder: FileDrop's EventMapper with the key.
                        "FileProgress",
                        // HTTP, and replays of what was rejected: Ingest's EventJson with the key; into the live log or
                        // a topic.
                        "Ingest",
                        "Replay",
                        "LiveEvents",
                        // The job between topics: RecordReader's EventJson with the key of the machine.
                        "RecordReader",
                        "KafkaRowCodec");
    }
}
