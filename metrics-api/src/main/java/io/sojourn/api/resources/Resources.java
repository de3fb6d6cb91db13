package io.sojourn.api.resources;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Documents that take more parameters: lists in pages, one queue, one measure, the quality of the data, and the main documents
 * as of a past instant. What takes a filter takes it in the words of mining. Safe for many threads.
 */
public final class Resources {
    private final Documents documents;
    private final Cursors cursors;

    public Resources(Documents documents, Cursors cursors) {
        this.documents = documents;
        this.cursors = cursors;
    }

    private Map<String, Object> read(Asked asked, Reads.Reader<Map<String, Object>> reader) {
        return documents.read(asked.text("process"), asked.asOf(), reader);
    }

    /** Kept where it is of now. */
    private Map<String, Object> document(String name, Asked asked, Reads.Reader<Map<String, Object>> reader) {
        return asked.asOf() == null
                ? documents.cached(asked.text("process"), name, asked.key("process"), reader)
                : read(asked, reader);
    }

    /**
     * A document that all who ask for it share, where it is of now and of all rows. One of chosen rows is refused to who is shown no
     * small counts: the difference to that of all would tell them.
     */
    private Map<String, Object> shared(
            String name, Asked asked, Supplier<Map<String, Object>> all, Reads.Reader<Map<String, Object>> reader) {
        return asked.asOf() == null && !asked.isChosen()
                ? all.get()
                : document("a choice of rows in " + name, asked, reader);
    }

    public Map<String, Object> queues(Asked asked) {
        String by = asked.text("by");
        return shared(
                "queues",
                asked,
                () -> documents.queues(asked.text("process"), by),
                s -> QueuesDocument.of(s, by, Choice.of(s, asked)));
    }

    public Map<String, Object> queue(String name, Asked asked) {
        return document("queue " + name, asked, s -> QueueHistory.of(s, name, asked));
    }

    public Map<String, Object> stays(String queue, Asked asked) {
        return read(asked, s -> StayList.of(s, queue, asked, cursors));
    }

    public Map<String, Object> measures(Asked asked) {
        String window = asked.text("window");
        String by = asked.text("by");
        FollowedPanes followed = documents.followed();
        return shared(
                "measures",
                asked,
                () -> documents.measures(asked.text("process"), window, by),
                s -> MeasuresDocument.of(s, followed, Window.orDefault(window), by, Where.of(s.definition(), asked)));
    }

    public Map<String, Object> measure(String name, Asked asked) {
        FollowedPanes followed = documents.followed();
        return document("measure " + name, asked, s -> MeasureSeries.of(s, followed, name, asked));
    }

    public Map<String, Object> slas(Asked asked) {
        return shared(
                "slas",
                asked,
                () -> documents.slas(asked.text("process")),
                s -> SlasDocument.of(s, Choice.of(s, asked)));
    }

    public Map<String, Object> clocks(Asked asked) {
        return read(asked, s -> ClockList.open(s, asked, cursors));
    }

    public Map<String, Object> breaches(Asked asked) {
        return read(asked, s -> ClockList.breaches(s, asked, cursors));
    }

    public Map<String, Object> handoffs(Asked asked) {
        String window = asked.text("window");
        return shared(
                "handoffs",
                asked,
                () -> documents.handoffs(asked.text("process"), window),
                s -> HandoffsDocument.of(s, Window.orDefault(window), Choice.of(s, asked)));
    }

    public Map<String, Object> cases(Asked asked) {
        return read(asked, s -> CaseList.of(s, asked, cursors));
    }

    public Map<String, Object> oneCase(String caseId, Asked asked) {
        return asked.asOf() == null
                ? documents.oneCase(asked.text("process"), caseId)
                : read(asked, s -> CasesDocument.one(s, caseId));
    }

    public Map<String, Object> dataQuality(Asked asked) {
        return document("data quality", asked, DataQuality::of);
    }
}
