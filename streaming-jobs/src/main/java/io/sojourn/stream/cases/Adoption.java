package io.sojourn.stream.cases;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * New versions on their way through the cases in state: each case is looked at once, when its turn comes or when it is
 * touched before.
 */
final class Adoption {
    private final Plans before;
    private final Set<String> left;

    /**
     * @param before rules by which the cases were told
     * @param keys of all cases in state
     */
    Adoption(Plans before, Collection<String> keys) {
        this.before = before;
        this.left = new LinkedHashSet<>(keys);
    }

    Plans before() {
        return before;
    }

    boolean isDone() {
        return left.isEmpty();
    }

    /** True when it is the case's turn: then never again. */
    boolean takes(String key) {
        return left.remove(key);
    }

    /** A case that is left. */
    String next() {
        Iterator<String> first = left.iterator();
        String key = first.next();
        first.remove();
        return key;
    }
}
