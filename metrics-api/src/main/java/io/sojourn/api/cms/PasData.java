package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Note;
import io.sojourn.api.cms.Request.Outcome;
import io.sojourn.api.resources.Json;
import io.sojourn.definition.CmsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report's requests in the names of HL7's logical model PASMetricData (Da Vinci Prior Authorization Support 2.2.1, informative): one
 * PASMetricData for each. Only what the events say is there; what they can't say is listed as absent.
 */
final class PasData {
    static final String MODEL = "HL7 Da Vinci PAS 2.2.1, logical model PASMetricData (informative)";

    /** Members of the model that no event of ours says, required ones in front. */
    private static final List<String> NEVER = List.of(
            "exchange.httpResponse",
            "payerId.system",
            "exchange.with",
            "issue",
            "aaaCodes",
            "itemDetail.trn",
            "itemDetail.assertionId",
            "itemDetail.aaaCodes",
            "supportingDoc",
            "requestedDoc.docRequest",
            "requestedDoc.submissionMethod",
            "exceptionSubmission");

    /** Members that are there where the definition names what they are made of. */
    private static final Map<String, String> BY_PART = Map.of(
            "provider", "providerId",
            "organization", "groupId",
            "method", "exchange.method",
            "item", "itemDetail.item",
            "location", "itemDetail.locationType",
            "denial_reason", "itemDetail.denialReason",
            "business_line", "businessLine",
            "requested", "requestedDoc.timeRequested",
            "answered", "requestedDoc.timeSubmitted");

    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
    private static final List<String> METHODS = List.of("x12", "restful", "ihe", "direct", "other");
    private static final List<String> LOCATIONS = List.of("inpatient", "outpatient", "home");

    private final CmsReport report;
    private final List<String> texts;

    private PasData(CmsReport report) {
        this.report = report;
        this.texts = MarkedEvents.pasTexts(report.rule()).stream()
                .map(CmsRule.Part::name)
                .toList();
    }

    /** @param report whose requests have their events */
    static Map<String, Object> of(CmsReport report) {
        PasData data = new PasData(report);
        List<Request> requests = report.requests();
        return Json.object(
                "as_of",
                Json.instant(report.snapshot().asOf()),
                "process",
                report.definition().process(),
                "year",
                report.year().year(),
                "model",
                MODEL,
                "absent",
                data.absent(),
                "requests",
                requests.stream()
                        .map(r -> Json.object(
                                "case_id", r.caseId(), "request", r.ordinal(), "metric_data", data.metricData(r)))
                        .toList());
    }

    private List<String> absent() {
        List<String> absent = new ArrayList<>(NEVER);
        BY_PART.forEach((part, member) -> {
            if (!report.rule().has(CmsRule.PAS + part)) {
                absent.add(member);
            }
        });
        if (report.rule().payer() == null) {
            absent.add("payerId");
        }
        absent.sort(null);
        return absent;
    }

    private Map<String, Object> metricData(Request r) {
        Note receipt = r.notes().get(0);
        String line = text(receipt, "business_line");
        return Json.object(
                "source",
                report.rule().source(),
                "providerId",
                identifier(text(receipt, "provider")),
                "groupId",
                identifier(text(receipt, "organization")),
                "payerId",
                report.rule().payer() == null ? null : Json.object("value", r.payer()),
                "exchange",
                exchanges(r),
                "itemDetail",
                List.of(item(r, receipt)),
                "requestedDoc",
                documents(r),
                "businessLine",
                line == null ? null : Json.object("text", line));
    }

    /** The model wants NPIs; it is only said of what looks like one. */
    private static Map<String, Object> identifier(String value) {
        if (value == null) {
            return null;
        }
        return Json.object("system", value.matches("\\d{10}") ? NPI : null, "value", value);
    }

    private String text(Note note, String part) {
        int at = texts.indexOf(CmsRule.PAS + part);
        return at < 0 ? null : note.texts().get(at);
    }

    private String word(Note note, String part, List<String> known, String otherwise) {
        String text = text(note, part);
        return text == null || known.contains(text) ? text : otherwise;
    }

    private List<Map<String, Object>> exchanges(Request r) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Note note : r.notes()) {
            boolean isReceipt = Mark.RECEIVED.in(note.marks());
            boolean isCancel = r.isWithdrawn() && Mark.WITHDRAWN.in(note.marks()) && note.time() == r.ended();
            if (isReceipt || isCancel) {
                all.add(Json.object(
                        "type",
                        isCancel ? "cancel" : all.isEmpty() ? "initial" : "subsequent",
                        "method",
                        word(note, "method", METHODS, "other"),
                        "requestTime",
                        Json.instant(note.time()),
                        "responseTime",
                        isReceipt ? Json.instant(answered(r, note)) : null));
            }
        }
        return all;
    }

    /** The payer's first word after a note: a decision, or a question. */
    private static Long answered(Request r, Note asked) {
        return r.notes().subList(r.notes().indexOf(asked) + 1, r.notes().size()).stream()
                .filter(n -> Mark.DECIDED.in(n.marks()) || Mark.REQUESTED.in(n.marks()))
                .map(Note::time)
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> item(Request r, Note receipt) {
        String service = text(receipt, "item");
        long questions = r.notes().stream()
                .filter(n -> Mark.REQUESTED.in(n.marks()) && (r.ended() == null || n.time() <= r.ended()))
                .count();
        return Json.object(
                "item",
                service == null ? null : Json.object("text", service),
                "initialSubmissionTime",
                Json.instant(r.received()),
                "finalResponseTime",
                r.isDecided() ? Json.instant(r.ended()) : null,
                "responsesRequired",
                questions + (r.isDecided() ? 1 : 0),
                "locationType",
                word(receipt, "location", LOCATIONS, null),
                "result",
                result(r, questions > 0),
                "denialReason",
                r.outcome() == Outcome.DENIED ? reason(r) : null);
    }

    private static String result(Request r, boolean isPended) {
        if (!r.isDecided()) {
            return r.isWithdrawn() ? "cancelled" : isPended ? "pended" : null;
        }
        return switch (r.outcome()) {
            case APPROVED -> "approved";
            case PARTIAL -> "modified";
            case DENIED -> "denied";
            case UNKNOWN -> null;
        };
    }

    private String reason(Request r) {
        return r.notes().stream()
                .filter(n -> Mark.DECIDED.in(n.marks()) && n.time() == r.ended())
                .map(n -> text(n, "denial_reason"))
                .filter(reason -> reason != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Map<String, Object>> documents(Request r) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Note note : r.notes()) {
            if (Mark.REQUESTED.in(note.marks())) {
                all.add(Json.object("timeRequested", Json.instant(note.time()), "timeSubmitted", null));
            } else if (Mark.ANSWERED.in(note.marks()) && !all.isEmpty()) {
                all.get(all.size() - 1).putIfAbsent("timeSubmitted", Json.instant(note.time()));
            }
        }
        return all;
    }
}
