package io.sojourn.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the truth about a simulated log into a folder: {@code stays.csv}, {@code handoffs.csv}, {@code decisions.csv}
 * and {@code breaches.csv} as things happen, then {@code truth.json} and {@code troubles.json}. Keeps one number for
 * each stay (for the medians), so it is for logs with an end.
 */
public final class TruthWriter implements TruthListener, Closeable {
    private final Path folder;
    private final TextBuffer stays;
    private final TextBuffer handoffs;
    private final TextBuffer decisions;
    private final TextBuffer breaches;
    private final List<Waits> waits = new ArrayList<>();

    public TruthWriter(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        stays = open("stays.csv", "case_id,episode,queue,ordinal,instance,entered_at,left_at,ended_by");
        handoffs = open("handoffs.csv", "case_id,episode,from,to,released_at,picked_up_at,delay_us");
        decisions = open(
                "decisions.csv",
                "case_id,episode,ordinal,payer_class,payer,service_line,urgency,outcome,exception,reason,"
                        + "submitted_at,decided_at");
        breaches = open("breaches.csv", "case_id,episode,sla,ordinal,started_at,due_at,stopped_at");
        Truth.QUEUES.forEach(q -> waits.add(new Waits()));
    }

    private TextBuffer open(String name, String header) throws IOException {
        return new TextBuffer(Files.newOutputStream(folder.resolve(name)))
                .text(header)
                .sign('\n');
    }

    @Override
    public void stay(Truth.Stay s) {
        waits.get(Truth.QUEUES.indexOf(s.queue())).add(s.leftAt() - s.enteredAt());
        write(s);
    }

    private void write(Truth.Stay s) {
        try {
            stays.text(s.caseId()).sign(',').number(s.episode()).sign(',').text(s.queue());
            stays.sign(',').number(s.ordinal()).sign(',').field(s.instance());
            stays.sign(',').time(s.enteredAt()).sign(',');
            time(stays, s.leftAt()).sign(',').field(s.endedBy()).sign('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handoff(Truth.Handoff h) {
        try {
            handoffs.text(h.caseId()).sign(',').number(h.episode()).sign(',').text(h.from());
            handoffs.sign(',').text(h.to()).sign(',').time(h.releasedAt());
            handoffs.sign(',')
                    .time(h.pickedUpAt())
                    .sign(',')
                    .number(h.delayMicros())
                    .sign('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void decision(Truth.Decision d) {
        try {
            decisions.text(d.caseId()).sign(',').number(d.episode()).sign(',').number(d.ordinal());
            decisions.sign(',').text(d.payerClass()).sign(',').text(d.payer());
            decisions.sign(',').text(d.serviceLine()).sign(',').text(d.urgency());
            decisions.sign(',').text(d.outcome()).sign(',').field(d.exception());
            decisions.sign(',').field(d.reason()).sign(',').time(d.submittedAt());
            decisions.sign(',').time(d.decidedAt()).sign('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deadline(Deadline d) {
        if (d.state() != Deadline.State.BREACHED) {
            return;
        }
        try {
            breaches.text(d.caseId()).sign(',').number(d.episode()).sign(',');
            breaches.text(d.rule().key()).sign(',').number(d.ordinal());
            breaches.sign(',').time(d.startedAt()).sign(',').time(d.dueAt()).sign(',');
            time(breaches, d.stoppedAt()).sign('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TextBuffer time(TextBuffer out, Long micros) throws IOException {
        return micros == null ? out : out.time(micros);
    }

    /** Writes what is open at the end, and the summaries. */
    public void finish(Truth truth) throws IOException {
        for (String queue : Truth.QUEUES) {
            truth.openStays(queue).forEach(this::write);
        }
        truth.openDeadlines().forEach(this::deadline);
        TruthJson.writeTruth(folder.resolve("truth.json"), truth, waits);
        TruthJson.writeTroubles(folder.resolve("troubles.json"), truth);
    }

    @Override
    public void close() throws IOException {
        try (stays;
                handoffs;
                decisions;
                breaches) {
            // Closing them is all.
        }
    }
}
