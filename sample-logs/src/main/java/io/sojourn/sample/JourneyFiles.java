package io.sojourn.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes journeys into a folder: a log and a definition for each process, and what is true of them. */
public final class JourneyFiles {
    private JourneyFiles() {}

    /**
     * Runs the simulation to its end. Files of these names are replaced: {@code referral.csv}, {@code referral.yaml} and so on,
     * {@code truth.json}.
     */
    public static JourneyTruth write(JourneyOptions options, Path folder) {
        Journeys journeys = new Journeys(options);
        Map<String, LogWriter> logs = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            try {
                for (String process : Journeys.PROCESSES) {
                    logs.put(process, LogWriter.open(folder.resolve(process + ".csv"), Journeys.ATTRIBUTES));
                    Files.writeString(folder.resolve(process + ".yaml"), Journeys.definitionText(process));
                }
                for (Event e = journeys.next(); e != null; e = journeys.next()) {
                    logs.get(e.process()).write(e);
                }
            } finally {
                for (LogWriter log : logs.values()) {
                    log.close();
                }
            }
            writeTruth(folder.resolve("truth.json"), journeys.truth());
            return journeys.truth();
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "can't write into " + folder + ": " + e,
                    "Maybe check the folder and its free space.",
                    e);
        }
    }

    private static void writeTruth(Path file, JourneyTruth truth) throws IOException {
        try (JsonGenerator out = TruthJson.open(file)) {
            out.writeStartObject();
            out.writeStringField("as_of", new IsoText().text(truth.asOfMicros()));
            out.writeNumberField("events", truth.events());
            out.writeObjectFieldStart("cases");
            for (String process : Journeys.PROCESSES) {
                out.writeNumberField(process, truth.cases(process));
            }
            out.writeEndObject();
            out.writeObjectFieldStart("measures");
            for (Map.Entry<String, JourneyTruth.Share> e : truth.shares().entrySet()) {
                out.writeObjectFieldStart(e.getKey());
                out.writeNumberField("numerator", e.getValue().numerator());
                out.writeNumberField("denominator", e.getValue().denominator());
                out.writeNumberField("censored", e.getValue().censored());
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
