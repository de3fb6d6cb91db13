package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Snapshot;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CmsChoice;
import io.sojourn.definition.CmsRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of a year, and how they are counted: what all answers are made from. By the newest definition, for events of all
 * versions. Costs what {@link MarkedEvents} costs; holds the requests of the year, at most {@link Limits#REPORT_REQUESTS}.
 */
final class CmsReport {
    /** By receipt, then by case and number. */
    static final Comparator<Request> ORDER = Comparator.comparingLong(Request::received)
            .thenComparing(Request::caseId)
            .thenComparingInt(Request::ordinal);

    private final Snapshot snapshot;
    private final ProcessDefinition definition;
    private final Choices choices;
    private final ReportYear year;
    private final String payer;
    private final List<Request> requests = new ArrayList<>();
    private long strays;

    private CmsReport(Snapshot snapshot, ProcessDefinition definition, Asked asked) {
        this.snapshot = snapshot;
        this.definition = definition;
        this.choices = Choices.of(definition.cms(), asked);
        this.year = ReportYear.of(asked, definition.zone());
        this.payer = asked.text("payer");
    }

    /** @param withPas whether requests have their events, with the texts of {@code pas} */
    static CmsReport of(Snapshot snapshot, Asked asked, boolean withPas) throws SQLException {
        ProcessDefinition definition = snapshot.history().newest().definition();
        if (definition.cms() == null) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "the definition of " + definition.process() + " has no cms_0057.",
                    "Maybe add it: it says which events receive, decide and extend a request.");
        }
        CmsReport report = new CmsReport(snapshot, definition, asked);
        if (report.payer != null && definition.cms().payer() == null) {
            throw Asked.wrong("cms_0057 names no dimension of payers.", "Maybe leave payer out.");
        }
        boolean isLast = report.choices.is(CmsChoice.DECISION, "last");
        RequestFold fold = new RequestFold(isLast, withPas, r -> report.take(r, withPas));
        new MarkedEvents(snapshot, withPas).tell(fold);
        report.strays = fold.strays().stream()
                .filter(s -> report.isOfPayer(s.payer()) && report.year.holds(s.time()))
                .count();
        report.requests.sort(ORDER);
        return report;
    }

    private boolean isOfPayer(String of) {
        return payer == null || payer.equals(of);
    }

    /** @param withPas true: only those that the rule covers are of it, and fewer, since they have their events */
    private void take(Request r, boolean withPas) {
        if (!LeftOut.isOf(year, r, choices) || !isOfPayer(r.payer()) || withPas && !r.isCovered()) {
            return;
        }
        int most = withPas ? Limits.PAS_REQUESTS : Limits.REPORT_REQUESTS;
        if (requests.size() >= most) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT,
                    "the year has more than " + most + " such requests, the limit of this answer.",
                    "Maybe ask for one payer at a time: payer=...");
        }
        requests.add(r);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    ProcessDefinition definition() {
        return definition;
    }

    CmsRule rule() {
        return definition.cms();
    }

    Choices choices() {
        return choices;
    }

    ReportYear year() {
        return year;
    }

    /** All of the year, those that are left out too, in {@link #ORDER}. */
    List<Request> requests() {
        return requests;
    }

    /** Decisions in the year of which no request is known. */
    long strays() {
        return strays;
    }

    private DayCount days() {
        WorkCalendar calendar = definition.calendars().stream()
                .filter(c -> c.name().equals(rule().calendar()))
                .findFirst()
                .map(WorkCalendar::of)
                .orElse(null);
        return new DayCount(choices, definition.zone(), calendar);
    }

    Tally all() {
        Tally all = new Tally(choices, days());
        requests.forEach(all::add);
        return all;
    }

    /** By payer, in the order of their names; payers of whom the rule covers nothing are not there. */
    SortedMap<String, Tally> byPayer() {
        SortedMap<String, Tally> byPayer = new TreeMap<>();
        if (rule().payer() != null) {
            DayCount days = days();
            requests.forEach(r -> byPayer.computeIfAbsent(r.payer(), p -> new Tally(choices, days))
                    .add(r));
        }
        byPayer.values().removeIf(Tally::isNotCovered);
        return byPayer;
    }

    /** The figures that this definition can say. */
    List<Figure> figures() {
        return Arrays.stream(Figure.values())
                .filter(f -> f.needs() == null || rule().has(f.needs()))
                .toList();
    }
}
