package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.LogFacts;
import io.sojourn.mining.log.CodedLogBuilder;
import io.sojourn.mining.log.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/** What the first job found, of all its tasks together. */
final class Survey {
    /** Unicode code points, which is not the order of Java's characters. */
    private static final Comparator<String> BY_CODE_POINT = Survey::compareCodePoints;

    private static final Comparator<Piece> BY_PLACE =
            Comparator.<Piece>comparingLong(p -> p.numbers()[0]).thenComparingLong(p -> p.numbers()[1]);

    private final List<Set<String>> names = new ArrayList<>();
    private final List<Piece> rejections = new ArrayList<>();
    private final Map<ErrorCode, Long> reasons = new EnumMap<>(ErrorCode.class);
    private long events;
    private long rejected;
    private long notApplied;
    private boolean starts;

    private Survey() {
        for (int i = 0; i < SurveyOperator.Column.values().length; i++) {
            names.add(new TreeSet<>(BY_CODE_POINT));
        }
    }

    static Survey read(Path results) {
        Survey survey = new Survey();
        try {
            PieceFile.read(results, "survey-results", survey::take);
        } catch (IOException e) {
            throw unreadable(results, e);
        }
        return survey;
    }

    static SojournException unreadable(Path results, IOException e) {
        return new SojournException(
                ErrorCode.BROKEN,
                "the results in " + results.getPath() + " can't be read: " + e.getMessage() + ".",
                "Maybe this process and the cluster don't see the same folder.",
                e);
    }

    private void take(Piece piece) {
        long[] n = piece.numbers();
        switch (piece.kind()) {
            case SURVEY -> {
                events += n[0];
                rejected += n[1];
                notApplied += n[2];
                starts |= n[3] == 1;
            }
            case NAMES -> {
                SurveyOperator.Column column = SurveyOperator.Column.values()[(int) n[0]];
                names.get(column.ordinal()).addAll(piece.texts());
                if (names.get(column.ordinal()).size() > Limits.MINED_NAMES) {
                    throw SurveyOperator.tooMany(column);
                }
            }
            case REJECTION -> rejections.add(piece);
            case REASON -> reasons.merge(ErrorCode.valueOf(piece.texts().get(0)), n[0], Long::sum);
            default -> throw new IllegalStateException(piece.kind().toString());
        }
    }

    private static int compareCodePoints(String a, String b) {
        int same = 0;
        int shorter = Math.min(a.length(), b.length());
        while (same < shorter && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        if (same == shorter) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(same);
        char y = b.charAt(same);
        // Surrogates stand for the code points above all others.
        return Character.isSurrogate(x) == Character.isSurrogate(y)
                ? Character.compare(x, y)
                : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
    }

    /** Usable rows. */
    long events() {
        return events;
    }

    CodedLogBuilder.Names names() {
        List<List<String>> sorted = names.stream().map(List::copyOf).toList();
        return new CodedLogBuilder.Names(sorted.get(0), sorted.get(1), sorted.get(2), sorted.get(3), starts);
    }

    LogFacts facts(Views.Orphans orphans) {
        List<String> first = rejections.stream()
                .sorted(BY_PLACE)
                .limit(SurveyOperator.SHOWN_REJECTIONS)
                .map(p -> p.texts().get(0))
                .toList();
        return new LogFacts(starts, names().startAndComplete(), orphans, rejected, reasons, first, notApplied);
    }
}
