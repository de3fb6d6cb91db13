package io.sojourn.mining.map;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.VariantClass;
import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.flow.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A map as a page of text for people: its strongest paths, its activities, and the variants with their loops cut short. */
public final class MapText {
    private static final int SHOWN_STEPS = 12;

    private final ProcessMap map;
    private final MapMetric show;
    private final int lines;
    private final StringBuilder text = new StringBuilder();

    private MapText(ProcessMap map, MapMetric show, int lines) {
        this.map = map;
        this.show = show;
        this.lines = lines;
    }

    /**
     * The page.
     *
     * @param show what comes first: the strongest by this
     * @param lines of a table, at most
     */
    public static String of(ProcessMap map, MapMetric show, VariantClasses variants, int lines) {
        show.check(map);
        MapText page = new MapText(map, show, lines);
        page.head();
        page.paths();
        page.activities();
        page.variants(variants);
        return page.text.toString();
    }

    private void head() {
        text.append("Shown are ").append(Wording.count(map.activities().size()));
        text.append(" of ").append(Wording.count(map.allActivities())).append(" activities and ");
        text.append(Wording.count(map.paths().size())).append(" of ").append(Wording.count(map.allPaths()));
        text.append(" paths (").append(map.sliders().activities()).append(" % and ");
        text.append(map.sliders().paths()).append(" %, and what connects them), of ");
        text.append(Wording.count(map.cases())).append(" cases with ").append(Wording.count(map.events()));
        text.append(" events\n");
    }

    private void title(String title, int all) {
        text.append('\n').append(title);
        text.append(all > lines ? "  (top " + lines + " of " + Wording.count(all) + ")" : "")
                .append('\n');
    }

    private <T> List<T> strongest(List<T> all, ToDoubleFunction<T> value) {
        return all.stream()
                .sorted(Comparator.comparingDouble(
                        t -> Double.isNaN(value.applyAsDouble(t)) ? 0 : -value.applyAsDouble(t)))
                .limit(lines)
                .toList();
    }

    private void paths() {
        title("Strongest paths by " + show.title(), map.paths().size());
        TextTable table = table("from > to", true);
        for (MapPath p : strongest(map.paths(), show::of)) {
            String from = p.from() == null ? "(begin)" : p.from();
            String to = p.to() == null ? "(end)" : p.to();
            row(table, p.count(), p.cases(), p.mostInCase(), p.time(), p.working(), from + " > " + to, true);
        }
        text.append(table);
    }

    private void activities() {
        title("Activities", map.activities().size());
        TextTable table = table("activity", map.hasService());
        for (MapActivity a : strongest(map.activities(), show::of)) {
            row(table, a.count(), a.cases(), a.mostInCase(), a.service(), a.working(), a.name(), map.hasService());
        }
        text.append(table);
    }

    private TextTable table(String last, boolean times) {
        List<String> heads = new ArrayList<>(List.of(">times", ">cases", ">most in a case"));
        if (times) {
            heads.addAll(List.of(">median", ">mean", ">90 % within", ">in all"));
        }
        if (times && hasCalendar()) {
            heads.add(">mean working time");
        }
        heads.add(last);
        return new TextTable(heads.toArray(String[]::new));
    }

    private void row(
            TextTable table,
            long count,
            long cases,
            long most,
            Distribution time,
            Distribution working,
            String last,
            boolean times) {
        List<String> cells = new ArrayList<>(List.of(Wording.count(count), Wording.count(cases), Wording.count(most)));
        if (times) {
            cells.add(Wording.duration(time.median()));
            cells.add(Wording.duration(time.mean()));
            cells.add(Wording.duration(time.p90()));
            cells.add(Wording.duration(time.total()));
        }
        if (times && hasCalendar()) {
            cells.add(Wording.workingTime(working.mean()));
        }
        cells.add(last);
        table.row(cells.toArray(String[]::new));
    }

    private boolean hasCalendar() {
        return map.options().calendar() != null;
    }

    private void variants(VariantClasses variants) {
        title("Ways through, loops cut short: + is twice or more", variants.size());
        TextTable table = new TextTable(">cases", ">share", "steps");
        for (VariantClass v : variants.list(lines)) {
            List<String> steps = v.steps();
            String more = steps.size() > SHOWN_STEPS ? " > ... " + (steps.size() - SHOWN_STEPS) + " more" : "";
            table.row(
                    Wording.count(v.cases()),
                    Wording.share(v.cases(), map.cases()),
                    String.join(" > ", steps.subList(0, Math.min(SHOWN_STEPS, steps.size()))) + more);
        }
        text.append(table);
    }
}
