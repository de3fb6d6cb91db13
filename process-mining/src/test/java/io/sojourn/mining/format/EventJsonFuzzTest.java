package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes as one event in JSON: read, or refused with a reason; both readers agree; what is written is read as the same. */
@Tag("hostile")
class EventJsonFuzzTest {
    private static final Origin ORIGIN = new Origin("here", 7, 99);

    private final EventJson json = EventJson.of(List.of(EventJsonTest.AUTHORIZATION));
    private final PlainEventReader plain =
            new PlainEventReader(PlainEventReaderTest.processes(EventJsonTest.AUTHORIZATION));
    private final EventJsonReader whole =
            new EventJsonReader(PlainEventReaderTest.processes(EventJsonTest.AUTHORIZATION));

    @FuzzTest
    void event(byte[] bytes) {
        Reading reading = whole.read(bytes, 0, bytes.length, ORIGIN);
        Event fast = plain.read(bytes, 0, bytes.length, ORIGIN);
        if (reading instanceof Reading.Accepted accepted) {
            if (fast != null) {
                PlainEventReaderTest.assertSame(fast, accepted.event());
            }
            writtenAndReadAgain(accepted.event());
        } else {
            Reading.Rejected rejected = (Reading.Rejected) reading;
            assertThat(fast).isNull();
            assertThat(rejected.message()).isNotBlank();
            assertThat(rejected.code().kind()).isEqualTo(ErrorCode.Kind.DATA);
        }
    }

    private void writtenAndReadAgain(Event event) {
        byte[] text = json.write(event);
        assertThat(json.read(text, 0, text.length, new Origin("other", 1, 0)))
                .as(new String(text, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(Reading.Accepted.class, a -> PlainEventReaderTest.assertSame(a.event(), event));
    }

    @Test
    void theCorpusCutOffAndChangedIsReadOrRefusedToo() {
        Mutations.of(EventJsonFuzzTest.class, "event", 5_000, this::event);
    }
}
