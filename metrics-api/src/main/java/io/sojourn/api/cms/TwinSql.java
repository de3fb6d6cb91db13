package io.sojourn.api.cms;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CmsChoice;
import io.sojourn.definition.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure as one SELECT over the public table {@code events}, for who wants to check it: written apart from {@link RequestFold}, in
 * another language, by the same rule. Each query gives a row for each payer, and one for all of them (payer null): numerator,
 * denominator, value. It is of what is in the events now; a year that is over changes only by late events and corrections.
 */
final class TwinSql {
    private final ProcessDefinition definition;
    private final Choices choices;
    private final TwinDays days;
    private final List<String> requests = new ArrayList<>();

    /** @param asOf a past instant up to which events count; null: all do */
    TwinSql(ProcessDefinition definition, Choices choices, ReportYear year, Long asOf) {
        this.definition = definition;
        this.choices = choices;
        this.days = new TwinDays(year);
        requests.addAll(new TwinEvents(definition, asOf).parts());
        requests.addAll(new TwinRequests(choices, year).parts());
    }

    String of(Figure figure) {
        List<String> parts = new ArrayList<>(requests);
        if (isOfBusinessDays(figure)) {
            parts.add(days.business(calendar()));
        }
        return "WITH " + String.join(",\n", parts) + "\n" + select(figure);
    }

    private boolean isOfBusinessDays(Figure figure) {
        return figure.isTime()
                && figure.urgency() == Request.Urgency.STANDARD
                && choices.is(CmsChoice.DAYS, "business");
    }

    private WorkCalendar calendar() {
        return WorkCalendar.of(definition.calendars().stream()
                .filter(c -> c.name().equals(definition.cms().calendar()))
                .findFirst()
                .orElseThrow());
    }

    private String select(Figure figure) {
        return "SELECT of_payer AS payer, " + figures(figure, FigureSql.denominator(figure, choices))
                + "\nFROM requests"
                + (isOfBusinessDays(figure) ? joined() : "")
                + "\nGROUP BY GROUPING SETS ((of_payer), ()) ORDER BY of_payer";
    }

    private String joined() {
        var zone = calendar().rule().zone();
        return " LEFT JOIN business x ON x.d = " + days.of("received", zone) + "\n  LEFT JOIN business y ON y.d = "
                + days.of("decided", zone);
    }

    private String taken(Figure figure) {
        if (figure.urgency() == Request.Urgency.EXPEDITED) {
            return elapsed(TwinDays.DAY_MICROS / 24);
        }
        return switch (choices.answers().get(CmsChoice.DAYS)) {
            case "calendar" -> days.of("decided", definition.zone()) + " - " + days.of("received", definition.zone());
            case "business" -> "y.business_days - x.business_days";
            default -> elapsed(TwinDays.DAY_MICROS);
        };
    }

    private static String elapsed(long micros) {
        return "(epoch_us(decided) - epoch_us(received)) / " + micros;
    }

    private String figures(Figure figure, String of) {
        String count = "count_if(" + of + ")";
        return switch (figure.kind()) {
            case COUNT -> count + " AS numerator, " + count + " AS denominator, " + count + " AS value";
            case SHARE -> share("count_if(" + of + " AND " + FigureSql.numerator(figure, choices) + ")", count);
            case MEAN -> {
                String times = "CASE WHEN " + of + " THEN " + taken(figure) + " END";
                yield "coalesce(sum(" + times + "), 0) AS numerator,\n  " + count + " AS denominator,\n  avg(" + times
                        + ") AS value";
            }
            case MEDIAN -> {
                String times = "CASE WHEN " + of + " THEN " + taken(figure) + " END";
                boolean isMiddle = choices.is(CmsChoice.MEDIAN, "middle");
                String median = isMiddle ? "median(" + times + ")" : "quantile_disc(" + times + ", 0.5)";
                yield "CAST(NULL AS BIGINT) AS numerator, " + count + " AS denominator,\n  " + median + " AS value";
            }
        };
    }

    private static String share(String meant, String count) {
        return meant + " AS numerator,\n  " + count + " AS denominator,\n  " + meant + " / nullif(" + count
                + ", 0) AS value";
    }
}
