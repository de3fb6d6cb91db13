package io.sojourn.mining.log;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Copies the columns of the selected cases and events. */
final class SelectionCopy {
    private final Selection selection;
    private final EventLog from;
    /** Places of the selected events in the log. */
    private final int[] places;
    /** Places of the selected cases in the log. */
    private final int[] cases;

    private final int[] offsets;

    SelectionCopy(Selection selection) {
        this.selection = selection;
        this.from = selection.log();
        this.places = new int[Math.toIntExact(selection.events())];
        this.cases =
                IntStream.range(0, selection.cases()).map(selection::caseAt).toArray();
        this.offsets = new int[cases.length + 1];
        for (int c = 0; c < cases.length; c++) {
            offsets[c + 1] = selection.places(cases[c], places, offsets[c]);
        }
    }

    EventLog log() {
        LogColumns c = from.columns();
        LogColumns columns = new LogColumns(
                codes(c.activities(), c.activityNames().size(), places),
                longs(c.times(), places),
                selection.hasStarts() ? longs(selection.starts(), places) : null,
                codes(c.lifecycles(), c.lifecycleNames().size(), places),
                codes(c.resources(), c.resourceNames().size(), places),
                codes(c.teams(), c.teamNames().size(), places),
                codes(c.instances(), c.instanceNames().size(), places),
                c.activityNames(),
                c.lifecycleNames(),
                c.resourceNames(),
                c.teamNames(),
                c.instanceNames());
        return new EventLog(from.caseIds().at(cases), offsets, columns, attributes());
    }

    /** Each is copied when it is first asked for. */
    private AttributeTable attributes() {
        Map<String, Supplier<Attribute>> sources = new LinkedHashMap<>();
        from.attributeNames().forEach(name -> sources.put(name, () -> attribute(from.attribute(name))));
        return new AttributeTable(sources);
    }

    private Attribute attribute(Attribute whole) {
        int[] kept = whole.perCase() ? cases : places;
        if (whole instanceof Attribute.Text text) {
            return new Attribute.Text(
                    text.perCase(), codes(text.codes(), text.texts().size(), kept), text.texts());
        }
        if (whole instanceof Attribute.Truth truth) {
            return new Attribute.Truth(truth.perCase(), codes(truth.codes(), 2, kept));
        }
        if (whole instanceof Attribute.Whole numbers) {
            return new Attribute.Whole(numbers.perCase(), numbers.type(), longs(numbers.values(), kept));
        }
        Attribute.Real numbers = (Attribute.Real) whole;
        return new Attribute.Real(
                numbers.perCase(),
                Arrays.stream(kept).mapToDouble(i -> numbers.values()[i]).toArray());
    }

    private static Codes codes(Codes all, int texts, int[] places) {
        Codes some = Codes.room(places.length, texts);
        for (int i = 0; i < places.length; i++) {
            some.set(i, all.at(places[i]));
        }
        return some.compacted();
    }

    private static long[] longs(long[] all, int[] places) {
        return Arrays.stream(places).mapToLong(i -> all[i]).toArray();
    }
}
