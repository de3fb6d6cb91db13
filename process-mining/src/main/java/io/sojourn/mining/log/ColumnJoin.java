package io.sojourn.mining.log;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Puts the parts of one coded column together: one sorted dictionary, and every code at its event's place. */
final class ColumnJoin {
    private final CodeBuffer[] buffers;
    private final int[] firstRows;
    private final Dictionary[] dictionaries;
    private final int kinds;
    private Codes codes;
    private Texts texts;

    private ColumnJoin(CodeBuffer[] buffers, int[] firstRows, Dictionary[] dictionaries, int kinds) {
        this.buffers = buffers;
        this.firstRows = firstRows;
        this.dictionaries = dictionaries;
        this.kinds = kinds;
    }

    static ColumnJoin ofField(List<LogPart> parts, int[] firstRows, int field) {
        return new ColumnJoin(
                parts.stream().map(p -> p.codes[field]).toArray(CodeBuffer[]::new),
                firstRows,
                parts.stream().map(p -> p.appender.dictionaries[field]).toArray(Dictionary[]::new),
                0);
    }

    static ColumnJoin ofAttribute(List<LogPart> parts, int[] firstRows, String name) {
        CodeBuffer[] buffers = new CodeBuffer[parts.size()];
        Dictionary[] dictionaries = new Dictionary[parts.size()];
        int kinds = 0;
        for (int p = 0; p < buffers.length; p++) {
            LogAppender appender = parts.get(p).appender;
            int column = appender.attributeNames.indexOf(name);
            if (column >= 0) {
                kinds |= appender.attributeKinds.get(column)[0];
                dictionaries[p] = appender.attributeTexts.get(column);
                List<CodeBuffer> all = parts.get(p).attributes;
                buffers[p] = column < all.size() ? all.get(column) : null;
            }
        }
        return new ColumnJoin(buffers, firstRows, dictionaries, kinds);
    }

    ColumnJoin join(int[] places, int rows) {
        Dictionary all = new Dictionary();
        Map<Dictionary, int[]> translations = new IdentityHashMap<>();
        used().forEach((dictionary, used) -> translations.put(dictionary, all.codesOf(dictionary, used)));
        Texts unsorted = all.texts();
        int[] order = unsorted.order();
        int[] sorted = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[order[i]] = i;
        }
        translations.values().forEach(t -> Arrays.setAll(t, i -> t[i] < 0 ? t[i] : sorted[t[i]]));
        texts = unsorted.at(order);
        Codes joined = Codes.room(rows, texts.size());
        for (int p = 0; p < buffers.length; p++) {
            if (buffers[p] != null && buffers[p].size() > 0) {
                buffers[p].scatter(translations.get(dictionaries[p]), places, firstRows[p], joined);
            }
            buffers[p] = null;
        }
        codes = joined.compacted();
        return this;
    }

    /** The codes that occur: a dictionary can have texts of rows that were read in vain. */
    private Map<Dictionary, boolean[]> used() {
        Map<Dictionary, boolean[]> used = new IdentityHashMap<>();
        for (int p = 0; p < buffers.length; p++) {
            if (buffers[p] != null) {
                int size = dictionaries[p].size();
                buffers[p].mark(used.computeIfAbsent(dictionaries[p], d -> new boolean[size]));
            }
        }
        return used;
    }

    Codes codes() {
        return codes;
    }

    Texts texts() {
        return texts;
    }

    /** Bit set of the types in which the values came. */
    int kinds() {
        return kinds;
    }
}
