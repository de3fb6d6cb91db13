package io.sojourn.mining.facts;

import io.sojourn.definition.QueueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One queue in one episode, event by event. */
final class TwinQueue {
    /** A stay; open while {@code leftAt} is null. */
    static final class Stay {
        final TwinEpisode.Row entered;
        Long leftAt;
        String endedBy;

        Stay(TwinEpisode.Row entered) {
            this.entered = entered;
        }
    }

    final QueueRule rule;
    final List<Stay> stays = new ArrayList<>();
    long reEnters;
    long strayLeaves;

    TwinQueue(QueueRule rule, TwinEpisode episode) {
        this.rule = rule;
        for (TwinEpisode.Row row : episode.rows()) {
            if (row.is(rule.leave())) {
                leave(row);
            }
            if (row.is(rule.enter())) {
                enter(row);
            }
        }
        if (episode.closedAt() != null) {
            for (Stay stay : stays) {
                if (stay.leftAt == null) {
                    stay.leftAt = episode.closedAt();
                    stay.endedBy = "closed";
                }
            }
        }
    }

    private void leave(TwinEpisode.Row row) {
        for (Stay stay : stays) {
            boolean sameInstance =
                    Objects.equals(stay.entered.event().instance(), row.event().instance());
            if (stay.leftAt == null && (sameInstance || !rule.perInstance())) {
                stay.leftAt = row.time();
                stay.endedBy = "left";
                return;
            }
        }
        strayLeaves++;
    }

    private void enter(TwinEpisode.Row row) {
        boolean open = stays.stream().anyMatch(s -> s.leftAt == null);
        if (open && !rule.perInstance()) {
            reEnters++;
        } else {
            stays.add(new Stay(row));
        }
    }
}
