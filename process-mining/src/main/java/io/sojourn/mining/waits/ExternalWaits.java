package io.sojourn.mining.waits;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.List;

/**
 * When cases were with somebody outside: stays in queues that wait on a payer or a patient, and waits for work that is done
 * outside.
 */
public final class ExternalWaits {
    private final Intervals[] byCase;
    private final boolean[] resources;

    private ExternalWaits(Intervals[] byCase, boolean[] resources) {
        this.byCase = byCase;
        this.resources = resources;
    }

    /** Nobody outside is known. */
    public static ExternalWaits none(ActivityInstances of) {
        return new Builder(of).build();
    }

    /** The spans of a case. */
    Intervals of(int caseIndex) {
        return byCase[caseIndex] == null ? Intervals.NONE : byCase[caseIndex];
    }

    /** True when the whole wait for what this resource does is outside. */
    boolean isOutside(int resource) {
        return resource >= 0 && resources[resource];
    }

    /** Collects who and what is outside. */
    public static final class Builder {
        private static final int NAMED = 8;
        private final List<String> names;
        private final boolean[] resources;
        private final long[][] spans;

        public Builder(ActivityInstances of) {
            names = of.resourceNames();
            resources = new boolean[names.size()];
            spans = new long[of.cases()][];
        }

        /** Work of this resource is done outside. */
        public Builder resource(int code) {
            resources[code] = true;
            return this;
        }

        /** Work of the resources with these names is done outside; a name that the log doesn't have is refused. */
        public Builder resources(List<String> outside) {
            outside.forEach(name -> resource(codeOf(name)));
            return this;
        }

        private int codeOf(String name) {
            int code = names.indexOf(name);
            if (code < 0) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "The log has no resource \"" + name + "\"" + (names.isEmpty() ? ": it names none." : "."),
                        names.isEmpty()
                                ? "Maybe name the column of the resources by --resource."
                                : "Maybe one of " + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                                        + ".");
            }
            return code;
        }

        /** A case is outside from one instant to another, microseconds. Spans may overlap. */
        public Builder span(int caseIndex, long from, long to) {
            long[] old = spans[caseIndex] == null ? new long[0] : spans[caseIndex];
            long[] longer = Arrays.copyOf(old, old.length + 2);
            longer[old.length] = from;
            longer[old.length + 1] = to;
            spans[caseIndex] = longer;
            return this;
        }

        public ExternalWaits build() {
            Intervals[] byCase = new Intervals[spans.length];
            for (int c = 0; c < spans.length; c++) {
                byCase[c] = spans[c] == null ? null : united(spans[c]);
            }
            return new ExternalWaits(byCase, resources.clone());
        }

        private static Intervals united(long[] pairs) {
            long[][] sorted = new long[pairs.length / 2][];
            Arrays.setAll(sorted, i -> new long[] {pairs[2 * i], pairs[2 * i + 1]});
            Arrays.sort(sorted, (a, b) -> Long.compare(a[0], b[0]));
            Intervals.Builder all = new Intervals.Builder();
            for (long[] span : sorted) {
                all.add(span[0], span[1]);
            }
            return all.build();
        }
    }
}
