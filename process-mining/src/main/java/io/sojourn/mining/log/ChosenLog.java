package io.sojourn.mining.log;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Copies a selection into a log of its own; dictionaries keep only what occurs in it. */
final class ChosenLog {
    private final EventLog log;
    private final Selection selection;
    private final int[] cases;
    private final int[] offsets;
    /** Of the chosen events, in the log. */
    private final int[] places;

    ChosenLog(Selection selection) {
        this.log = selection.log();
        this.selection = selection;
        this.cases = new int[selection.cases()];
        this.offsets = new int[cases.length + 1];
        this.places = new int[Math.toIntExact(selection.events())];
        for (int k = 0; k < cases.length; k++) {
            cases[k] = selection.caseAt(k);
            offsets[k + 1] = selection.places(cases[k], places, offsets[k]);
        }
    }

    /** A coded column and its dictionary. */
    private record Coded(Codes codes, Texts texts) {}

    EventLog copy() {
        Coded activities = chosen(log.activities(), log.columns().activityNames(), places);
        Coded lifecycles = chosen(log.lifecycles(), log.columns().lifecycleNames(), places);
        Coded resources = chosen(log.resources(), log.columns().resourceNames(), places);
        Coded teams = chosen(log.teams(), log.columns().teamNames(), places);
        Coded instances = chosen(log.instances(), log.columns().instanceNames(), places);
        LogColumns columns = new LogColumns(
                activities.codes,
                longs(log.times(), places),
                selection.hasStarts() ? longs(selection.starts(), places) : null,
                lifecycles.codes,
                resources.codes,
                teams.codes,
                instances.codes,
                activities.texts,
                lifecycles.texts,
                resources.texts,
                teams.texts,
                instances.texts);
        return new EventLog(log.caseIds().at(cases), offsets, columns, attributes());
    }

    private AttributeTable attributes() {
        Map<String, Supplier<Attribute>> sources = new LinkedHashMap<>();
        log.attributeNames().forEach(name -> sources.put(name, () -> chosen(log.attribute(name))));
        return new AttributeTable(sources);
    }

    private Attribute chosen(Attribute all) {
        int[] at = all.perCase() ? cases : places;
        if (all instanceof Attribute.Text text) {
            Coded coded = chosen(text.codes(), text.texts(), at);
            return new Attribute.Text(text.perCase(), coded.codes, coded.texts);
        }
        if (all instanceof Attribute.Truth truth) {
            return new Attribute.Truth(truth.perCase(), translated(truth.codes(), at, new int[] {0, 1}, 2));
        }
        if (all instanceof Attribute.Whole whole) {
            return new Attribute.Whole(whole.perCase(), whole.type(), longs(whole.values(), at));
        }
        Attribute.Real real = (Attribute.Real) all;
        double[] values = new double[at.length];
        Arrays.setAll(values, i -> real.values()[at[i]]);
        return new Attribute.Real(real.perCase(), values);
    }

    private static Coded chosen(Codes codes, Texts texts, int[] at) {
        boolean[] used = new boolean[texts.size()];
        for (int place : at) {
            int code = codes.at(place);
            if (code >= 0) {
                used[code] = true;
            }
        }
        int[] translation = new int[used.length];
        int[] kept = new int[used.length];
        int count = 0;
        for (int code = 0; code < used.length; code++) {
            if (used[code]) {
                kept[count] = code;
                translation[code] = count++;
            }
        }
        return new Coded(translated(codes, at, translation, count), texts.at(Arrays.copyOf(kept, count)));
    }

    private static Codes translated(Codes codes, int[] at, int[] translation, int texts) {
        Codes translated = Codes.room(at.length, texts);
        for (int i = 0; i < at.length; i++) {
            int code = codes.at(at[i]);
            if (code >= 0) {
                translated.set(i, translation[code]);
            }
        }
        return translated.compacted();
    }

    private static long[] longs(long[] values, int[] at) {
        long[] chosen = new long[at.length];
        for (int i = 0; i < at.length; i++) {
            chosen[i] = values[at[i]];
        }
        return chosen;
    }
}
