package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Json;
import io.sojourn.definition.CmsChoice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as a document: figures of all payers and of each, what was left out, how the rule was read, and how to check it. */
final class CmsDocument {
    private static final String RULE =
            "CMS-0057-F, public reporting of prior authorization metrics: 42 CFR 422.122(c), 431.80, 438.210(f), 440.230, 457.732,"
                    + " 457.1230, 45 CFR 156.223. Due by 31 March for the year before.";

    private final CmsReport report;
    private final Asked asked;
    private final CmsCells cells;

    private CmsDocument(CmsReport report, Asked asked, CmsCells cells) {
        this.report = report;
        this.asked = asked;
        this.cells = cells;
    }

    /** @param cells says which figures are too small to be shown */
    static Map<String, Object> of(CmsReport report, Asked asked, CmsCells cells) {
        return new CmsDocument(report, asked, cells).document();
    }

    private Map<String, Object> document() {
        Tally all = report.all();
        Map<String, Tally> byPayer = report.byPayer();
        TwinSql sql = new TwinSql(report.definition(), report.choices(), report.year(), asked.asOf());
        CmsCells.Hidden hidden = cells.of(all, byPayer.values());
        List<Map<String, Object>> groups = new ArrayList<>();
        byPayer.forEach((payer, tally) -> groups.add(Json.object(
                "payer",
                payer,
                "figures",
                report.figures().stream()
                        .map(f -> figure(f, tally, hidden.of(tally, f)))
                        .toList(),
                "left_out",
                leftOut(tally, hidden.leftOut(tally)))));
        List<Map<String, Object>> figures = new ArrayList<>();
        for (Figure f : report.figures()) {
            Map<String, Object> figure = described(f, figure(f, all, hidden.of(all, f)));
            figure.put("sql", sql.of(f));
            figures.add(figure);
        }
        return Json.object(
                "as_of",
                Json.instant(report.snapshot().asOf()),
                "process",
                report.definition().process(),
                "version",
                report.definition().version(),
                "year",
                report.year().year(),
                "from",
                Json.instant(report.year().from()),
                "to",
                Json.instant(report.year().to()),
                "timezone",
                report.year().zone().getId(),
                "payer_dimension",
                report.rule().payer(),
                "rule",
                RULE,
                "choices",
                report.choices().json(),
                "warnings",
                CmsWarnings.of(report, all, cells.areAsked()),
                "figures",
                figures,
                "left_out",
                leftOut(all, hidden.leftOut(all)),
                "groups",
                groups);
    }

    private static Map<String, Object> figure(Figure f, Tally tally, CmsCells.Shown shown) {
        Value v = tally.value(f);
        boolean isHidden = shown != CmsCells.Shown.ALL;
        Map<String, Object> figure = Json.object(
                "id",
                f.id(),
                "numerator",
                isHidden ? null : number(v.numerator()),
                "denominator",
                shown == CmsCells.Shown.NOTHING ? null : v.denominator(),
                "value",
                isHidden ? null : f.kind() == Figure.Kind.COUNT ? number(v.value()) : v.value(),
                "published",
                isHidden ? null : v.published(f));
        if (isHidden) {
            figure.put("suppressed", true);
        }
        return figure;
    }

    /** Counts are whole numbers. */
    private static Object number(Double value) {
        return value != null && value == Math.rint(value) ? (Object) value.longValue() : value;
    }

    private Map<String, Object> described(Figure f, Map<String, Object> figure) {
        Map<String, Object> all = Json.object(
                "id",
                f.id(),
                "item",
                f.item() == 0 ? null : f.item(),
                "title",
                f.title(),
                "unit",
                f.unit(),
                "readings",
                f.choices().stream().map(report.choices()::meaning).toList());
        Map<String, Object> whole = new LinkedHashMap<>(all);
        figure.forEach(whole::put);
        whole.put("numerator_requests", link(f.id(), "numerator"));
        whole.put("denominator_requests", link(f.id(), "denominator"));
        return whole;
    }

    private List<Map<String, Object>> leftOut(Tally tally, boolean isHidden) {
        return Arrays.stream(LeftOut.values())
                .map(why -> {
                    Map<String, Object> left = Json.object(
                            "id",
                            why.id(),
                            "title",
                            why.title(),
                            "requests",
                            isHidden ? null : tally.leftOut(why),
                            "link",
                            link(why.id(), "denominator"));
                    if (isHidden) {
                        left.put("suppressed", true);
                    }
                    return left;
                })
                .toList();
    }

    /** The requests behind a number, with the readings that were asked for. */
    private String link(String figure, String part) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("process", report.definition().process());
        all.put("year", Integer.toString(report.year().year()));
        all.put("figure", figure);
        all.put("part", part);
        for (String name : names()) {
            if (asked.text(name) != null) {
                all.put(name, asked.text(name));
            }
        }
        StringBuilder link = new StringBuilder("/api/v1/cms-0057/requests");
        all.forEach((name, value) -> link.append(link.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return link.toString();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(CmsChoice.words());
        names.add("payer");
        names.add(Asked.AS_OF);
        return names;
    }
}
