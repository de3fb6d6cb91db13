package io.sojourn.mining.draw;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.map.MapActivity;
import io.sojourn.mining.map.MapPath;
import java.util.function.DoubleFunction;

/** All figures of an activity or path in words, for a tooltip. */
final class MapWords {
    private MapWords() {}

    static String of(MapActivity a, boolean hasService) {
        return a.name() + "\n" + counts("events", a.count(), a.cases(), a.mostInCase())
                + "\nbegins " + Wording.count(a.begins()) + " cases, ends " + Wording.count(a.ends())
                + (hasService
                        ? times("\ntakes", a.service(), Wording::duration)
                                + times("\nworking time", a.working(), Wording::workingTime)
                        : "");
    }

    static String of(MapPath p) {
        String from = p.from() == null ? "cases begin" : p.from();
        String to = p.to() == null ? "cases end" : p.to();
        return from + " > " + to + "\n" + counts("times", p.count(), p.cases(), p.mostInCase())
                + times("\ntime between", p.time(), Wording::duration)
                + times("\nworking time", p.working(), Wording::workingTime);
    }

    private static String counts(String what, long count, long cases, long most) {
        return Wording.count(count) + " " + what + " in " + Wording.count(cases) + " cases, at most "
                + Wording.count(most) + " in one";
    }

    private static String times(String what, Distribution d, DoubleFunction<String> text) {
        return d.count() == 0
                ? ""
                : what + ": mean " + text.apply(d.mean()) + ", median " + text.apply(d.median()) + ", 90 % within "
                        + text.apply(d.p90()) + ", in all " + text.apply(d.total());
    }
}
