package io.sojourn.sample;

import io.sojourn.sample.Parameters.Payer;
import java.util.ArrayList;
import java.util.List;

/** One request for authorization on its way. */
final class Request {
    final long n;
    final String caseId;
    Payer payer;
    int serviceLine;
    int facility;
    int urgency;
    int channel;
    long serviceDate;

    int episode = 1;
    /** Grows when the request closes or rests for good: an older plan about it is void. */
    int generation;

    int counter;
    boolean submitted;
    boolean decided;
    long submittedAt;
    int decisions;
    int infoRequests;
    int incompletes;
    int backToIntake;
    int openDocuments;
    /** Who handed the request to the gateway last. */
    String lastTeam;

    final List<Work> works = new ArrayList<>(2);
    final List<Ledger.OpenStay> stays = new ArrayList<>(2);
    final Clock[] clocks = new Clock[Deadline.Rule.values().length];
    int[] stayOrdinals = new int[Truth.QUEUES.size()];
    int[] clockOrdinals = new int[Deadline.Rule.values().length];
    Ledger.Instance lastInstance;

    Request(long n) {
        this.n = n;
        String digits = Long.toString(n);
        this.caseId = "PA-" + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }

    boolean electronic() {
        return channel >= Parameters.FIRST_ELECTRONIC;
    }

    boolean routine() {
        return urgency == 0;
    }

    String serviceLineName() {
        return Parameters.SERVICE_LINES.get(serviceLine);
    }

    /** Stat before expedited before routine. */
    int rank() {
        return 2 - urgency;
    }

    /** After a close: the next event begins a new episode. */
    void nextEpisode() {
        generation++;
        episode++;
        submitted = false;
        decided = false;
        decisions = 0;
        infoRequests = 0;
        incompletes = 0;
        lastInstance = null;
        stayOrdinals = new int[stayOrdinals.length];
        clockOrdinals = new int[clockOrdinals.length];
    }
}
