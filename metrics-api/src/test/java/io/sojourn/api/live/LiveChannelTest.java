package io.sojourn.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveChannelTest {
    private final LiveChannel channel = new LiveChannel("p", null, "e.1");

    private List<Long> missed(long last) {
        return channel.missed("e.1-" + last).stream().map(LiveEvent::sequence).toList();
    }

    @Test
    void theOldestEventsAreForgottenAndTheirIdsTooOld() {
        for (int i = 1; i <= LiveChannel.KEPT + 3; i++) {
            channel.tell("breach", "{}");
        }
        assertThat(channel.isKnown("e.1-2")).isFalse();
        assertThat(channel.isKnown("e.1-3")).isTrue();
        assertThat(missed(3)).hasSize(LiveChannel.KEPT).startsWith(4L);
    }

    @Test
    void idsOfOtherChannelsAndOfTheFutureAreUnknown() {
        channel.tell("breach", "{}");
        for (String id : List.of(
                "", "1", "e.1", "e.1-", "e.1-2", "e.1--1", "e.1-1-1", "e.11-1", "E.1-1", "e.1-" + "9".repeat(19))) {
            assertThat(channel.isKnown(id)).as(id).isFalse();
        }
        assertThat(channel.isKnown("e.1-0")).isTrue();
        assertThat(channel.isKnown("e.1-1")).isTrue();
    }

    @Test
    void whoComesForTheFirstTimeGetsTheSnapshotAlone() {
        channel.tell("breach", "{}");
        channel.tellSnapshot("{}");
        channel.tell("breach", "{}");
        assertThat(channel.missed(null)).extracting(LiveEvent::sequence).containsExactly(2L);
    }

    @Test
    void aSnapshotThatSaysTheSameIsNotSentAgain() {
        channel.tellSnapshot("{}");
        channel.tellSnapshot("{}");
        assertThat(missed(0)).containsExactly(1L);
    }

    /** Whenever somebody leaves and comes back: each event once, in order, and the newest snapshot where it is newer. */
    @Test
    void whoComesBackAtAnyTimeHasWhatWhoStayedHas() {
        long seed = Long.getLong("sojourn.seed", 20260302L);
        Random random = new Random(seed);
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean isSnapshot = random.nextInt(3) == 0;
            told.add(isSnapshot);
            if (isSnapshot) {
                channel.tellSnapshot("{\"n\":" + i + "}");
            } else {
                channel.tell("breach", "{}");
            }
            int last = random.nextInt(told.size() + 1);
            List<Long> expected = new ArrayList<>();
            for (int n = last; n < told.size(); n++) {
                boolean superseded = told.get(n) && told.lastIndexOf(true) > n;
                if (!superseded) {
                    expected.add(n + 1L);
                }
            }
            assertThat(missed(last)).as("seed " + seed).isEqualTo(expected);
        }
    }
}
