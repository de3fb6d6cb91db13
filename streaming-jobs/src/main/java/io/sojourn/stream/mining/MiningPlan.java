package io.sojourn.stream.mining;

import io.sojourn.mining.filter.EventFilter;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.CodedLogBuilder;
import io.sojourn.mining.log.View;
import java.io.Serializable;
import java.util.List;

/**
 * What every task of the second job knows.
 *
 * @param options how to read
 * @param columns names of the log, by the number of {@link SurveyOperator.Column}
 * @param starts whether its events have a start of their own
 * @param view which events
 * @param cases filter of cases, as its text
 * @param events filter of events, as the text of a filter that has these tests
 * @param top how many variants to list; 0 for all
 */
record MiningPlan(
        ReadOptions options,
        List<List<String>> columns,
        boolean starts,
        View view,
        String cases,
        String events,
        int top)
        implements Serializable {

    static MiningPlan of(ReadOptions options, CodedLogBuilder.Names names, View view, LogFilter filter, int top) {
        return new MiningPlan(
                options,
                List.of(names.activities(), names.lifecycles(), names.resources(), names.teams()),
                names.starts(),
                view,
                filter.cases().text(),
                new EventFilter(filter.events()).text(),
                top);
    }

    CodedLogBuilder.Names names() {
        return new CodedLogBuilder.Names(columns.get(0), columns.get(1), columns.get(2), columns.get(3), starts);
    }

    LogFilter filter() {
        return new LogFilter(Filter.parse(cases), ((EventFilter) Filter.parse(events)).tests());
    }

    /** Whether the events of the view have a start. */
    boolean hasServiceTimes() {
        return starts || view == View.INTERVAL && names().startAndComplete();
    }
}
