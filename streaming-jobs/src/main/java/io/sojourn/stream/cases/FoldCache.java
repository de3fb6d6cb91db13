package io.sojourn.stream.cases;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Folds of the cases that were touched lately. Never state: a fold that is not here is made again from the events. Folds
 * with untold changes stay until they are told.
 */
final class FoldCache {
    private final int largest;
    private final LinkedHashMap<String, CaseFold> folds = new LinkedHashMap<>(1024, 0.75f, true);
    private Set<String> untold = new HashSet<>();

    FoldCache(int largest) {
        this.largest = largest;
    }

    CaseFold get(String caseId) {
        return folds.get(caseId);
    }

    void put(String caseId, CaseFold fold) {
        folds.put(caseId, fold);
    }

    void remove(String caseId) {
        folds.remove(caseId);
        untold.remove(caseId);
    }

    void markUntold(String caseId) {
        untold.add(caseId);
    }

    int untoldCount() {
        return untold.size();
    }

    /** The cases with untold changes; from now on they count as told. */
    Set<String> takeUntold() {
        Set<String> taken = untold;
        untold = new HashSet<>();
        return taken;
    }

    /** Forgets the folds that were not touched for longest, once all are told. */
    void trim() {
        Iterator<Map.Entry<String, CaseFold>> eldest = folds.entrySet().iterator();
        while (folds.size() > largest && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }
}
