package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Appeal;
import io.sojourn.api.cms.Request.Note;
import io.sojourn.api.cms.Request.Outcome;
import io.sojourn.api.cms.Request.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes requests of events that come case by case, in the order of the case. A receipt begins a request, unless one is open; the first
 * decision or withdrawal after it ends it. What happens then, up to the next receipt that begins one, is its: further decisions,
 * appeals. On one event an extension comes first, then the end, then an appeal, then a receipt; of a decision and a withdrawal the
 * decision counts. Episodes don't matter: an appeal may come after a long silence.
 */
final class RequestFold {
    private final boolean isLast;
    private final boolean keepsNotes;
    private final Consumer<Request> told;
    private String caseId;
    private int ordinal;
    private Building latest;
    private final List<Stray> strays = new ArrayList<>();

    /**
     * @param isLast whether the last decision before an appeal counts, not the first
     * @param keepsNotes whether requests have their events
     */
    RequestFold(boolean isLast, boolean keepsNotes, Consumer<Request> told) {
        this.isLast = isLast;
        this.keepsNotes = keepsNotes;
        this.told = told;
    }

    void take(String ofCase, String payer, Note event) {
        if (!ofCase.equals(caseId)) {
            end();
            caseId = ofCase;
            ordinal = 0;
        }
        if (latest != null) {
            latest.take(event);
        } else if (Mark.DECIDED.in(event.marks())) {
            strays.add(new Stray(payer, event.time()));
        }
        boolean begins = Mark.RECEIVED.in(event.marks()) && (latest == null || latest.ended != null);
        if (latest != null && (!begins || Mark.DECIDED.in(event.marks()))) {
            latest.keep(event);
        }
        if (begins) {
            end();
            latest = new Building(payer, event);
            ordinal++;
        }
    }

    /** Tells the last request. */
    void end() {
        if (latest != null) {
            told.accept(latest.request());
            latest = null;
        }
    }

    /** A decision of which no request is known. */
    record Stray(String payer, long time) {}

    List<Stray> strays() {
        return strays;
    }

    private final class Building {
        private final String payer;
        private final Note receipt;
        private final List<Note> notes = new ArrayList<>();
        private Long ended;
        private Outcome outcome;
        private boolean isExtended;
        private int decisions;
        private Appeal appeal;

        Building(String payer, Note receipt) {
            this.payer = payer;
            this.receipt = receipt;
            keep(receipt);
        }

        private void keep(Note event) {
            if (keepsNotes) {
                notes.add(event);
            }
        }

        void take(Note event) {
            boolean wasDecided = outcome != null;
            if (ended == null) {
                isExtended |= Mark.EXTENDED.in(event.marks());
                end(event);
            } else if (wasDecided && appeal == null && Mark.DECIDED.in(event.marks())) {
                decisions++;
                if (isLast) {
                    decide(event);
                }
            }
            if (wasDecided) {
                appeal(event.marks());
            }
        }

        private void end(Note event) {
            if (Mark.DECIDED.in(event.marks())) {
                decisions = 1;
                decide(event);
            } else if (Mark.WITHDRAWN.in(event.marks())) {
                ended = event.time();
            }
        }

        private void decide(Note event) {
            ended = event.time();
            outcome = outcome(event.marks());
        }

        private void appeal(int marks) {
            boolean isDecided = Mark.APPEAL_DECIDED.in(marks);
            if (isDecided && Mark.OVERTURNED.in(marks)) {
                appeal = Appeal.OVERTURNED;
            } else if (isDecided && appeal != Appeal.OVERTURNED) {
                appeal = Appeal.UPHELD;
            } else if (Mark.APPEALED.in(marks) && appeal == null) {
                appeal = Appeal.FILED;
            }
        }

        Request request() {
            return new Request(
                    caseId,
                    ordinal,
                    payer,
                    Mark.WHEN.in(receipt.marks()),
                    urgency(receipt.marks()),
                    receipt.time(),
                    ended,
                    outcome,
                    isExtended,
                    decisions,
                    appeal,
                    List.copyOf(notes));
        }
    }

    private static Urgency urgency(int marks) {
        boolean isStandard = Mark.STANDARD.in(marks);
        if (isStandard == Mark.EXPEDITED.in(marks)) {
            return Urgency.UNKNOWN;
        }
        return isStandard ? Urgency.STANDARD : Urgency.EXPEDITED;
    }

    private static Outcome outcome(int marks) {
        int approved = Mark.APPROVED.in(marks) ? 1 : 0;
        int partial = Mark.PARTIAL.in(marks) ? 1 : 0;
        int denied = Mark.DENIED.in(marks) ? 1 : 0;
        if (approved + partial + denied != 1) {
            return Outcome.UNKNOWN;
        }
        return approved == 1 ? Outcome.APPROVED : partial == 1 ? Outcome.PARTIAL : Outcome.DENIED;
    }
}
