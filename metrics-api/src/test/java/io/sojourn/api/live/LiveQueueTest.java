package io.sojourn.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveQueueTest {
    private final LiveQueue queue = new LiveQueue();

    private void add(long sequence, boolean isSnapshot) {
        queue.add(new LiveEvent(sequence, isSnapshot, StandardCharsets.UTF_8.encode(String.valueOf(sequence))));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (ByteBuffer next = queue.poll(); next != null; next = queue.poll()) {
            all.add(StandardCharsets.UTF_8.decode(next).toString());
        }
        assertThat(queue.isEmpty()).isTrue();
        return all;
    }

    @Test
    void aSnapshotTakesThePlaceOfTheOneBeforeAtTheEnd() {
        add(1, true);
        add(2, false);
        add(3, true);
        add(4, false);
        assertThat(all()).containsExactly("2", "3", "4");
    }

    @Test
    void theOldestAreDroppedAndCountedAndTheSnapshotIsNot() {
        add(1, true);
        for (int i = 2; i < LiveQueue.MOST + 5; i++) {
            add(i, false);
        }
        List<String> all = all();
        assertThat(all).hasSize(LiveQueue.MOST + 2);
        assertThat(all.subList(0, 3)).containsExactly("event: dropped\ndata: {\"count\":3}\n\n", "1", "5");
        add(9, false);
        assertThat(all()).containsExactly("9");
    }

    @Test
    void whatIsAsideComesFirst() {
        add(1, false);
        queue.addAside(StandardCharsets.UTF_8.encode("a"));
        queue.addAside(StandardCharsets.UTF_8.encode("b"));
        assertThat(all()).containsExactly("a", "b", "1");
    }

    @Test
    void eachLineOfTheDataStaysData() {
        assertThat(StandardCharsets.UTF_8
                        .decode(EventText.of("7", "breach", "a\r\nevent: x\rid: 1\n\n"))
                        .toString())
                .isEqualTo("id: 7\nevent: breach\ndata: a\ndata: event: x\ndata: id: 1\ndata: \ndata: \n\n");
        assertThatIllegalArgumentException().isThrownBy(() -> EventText.of("1\ndata: x", "a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> EventText.of(null, "a\r", ""));
    }
}
