package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * In: row groups. Memory: the different names, and the first rejections, until the end. Out, at the end: names, counts,
 * rejections. Each row counts once; a failed attempt is done again from its first row group.
 */
final class SurveyOperator extends RowsOperator<Piece> implements BoundedOneInput {
    /** The texts that become codes, by the number of their piece. */
    enum Column {
        ACTIVITY,
        LIFECYCLE,
        RESOURCE,
        TEAM
    }

    static final int SHOWN_REJECTIONS = 10;
    private static final long serialVersionUID = 1L;

    /** Where a row is: rejections are listed in this order. */
    private record Place(int file, long position) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return file != other.file ? Integer.compare(file, other.file) : Long.compare(position, other.position);
        }
    }

    private transient List<Set<String>> names;
    private transient TreeMap<Place, String> rejections;
    private transient Map<ErrorCode, Long> reasons;
    private transient long used;
    private transient long rejected;
    private transient long notApplied;
    private transient boolean starts;

    SurveyOperator(ReadOptions options) {
        super(options);
    }

    @Override
    public void open() throws Exception {
        super.open();
        names = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        rejections = new TreeMap<>();
        reasons = new EnumMap<>(ErrorCode.class);
    }

    @Override
    public void row(LogRow row) {
        if (row.operation() != Operation.APPEND) {
            notApplied++;
            return;
        }
        used++;
        starts |= row.startMicros() != LogRow.NO_TIME;
        add(Column.ACTIVITY, row.activity());
        add(Column.LIFECYCLE, row.lifecycle());
        add(Column.RESOURCE, row.resource());
        add(Column.TEAM, row.team());
    }

    private void add(Column column, String name) {
        Set<String> known = names.get(column.ordinal());
        if (name != null && known.add(name) && known.size() > Limits.MINED_NAMES) {
            throw tooMany(column);
        }
    }

    static SojournException tooMany(Column column) {
        return new SojournException(
                ErrorCode.OVER_LIMIT,
                "the log has more than " + Limits.MINED_NAMES + " different values of "
                        + column.name().toLowerCase(java.util.Locale.ROOT) + ".",
                "Maybe another column is meant: see --activity, --resource, --lifecycle.");
    }

    @Override
    public void rejected(RejectedRow row) {
        rejected++;
        reasons.merge(row.code(), 1L, Long::sum);
        rejections.put(new Place(file(), row.position()), row.message());
        if (rejections.size() > SHOWN_REJECTIONS) {
            rejections.pollLastEntry();
        }
    }

    @Override
    public void endInput() {
        send(Piece.of(Piece.Kind.SURVEY, used, rejected, notApplied, starts ? 1 : 0));
        for (Column column : Column.values()) {
            send(Piece.ofTexts(Piece.Kind.NAMES, column.ordinal(), List.copyOf(names.get(column.ordinal()))));
        }
        reasons.forEach((reason, rows) -> send(Piece.ofTexts(Piece.Kind.REASON, rows, List.of(reason.name()))));
        rejections.forEach((place, message) ->
                send(new Piece(Piece.Kind.REJECTION, null, new long[] {place.file, place.position}, List.of(message))));
    }

    private void send(Piece piece) {
        output.collect(new StreamRecord<>(piece));
    }
}
