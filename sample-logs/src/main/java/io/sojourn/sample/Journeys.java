package io.sojourn.sample;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Patients on their way through four processes: a referral, the authorizations for it, the claim for each, the appeal
 * against its denial. Each case names the one that it comes from. Much simpler than {@link Simulation}: nobody works here,
 * things just happen; what matters is how cases lead to each other, and how long that takes. Not safe for several threads.
 *
 * <p>Events come in the order of time. Their sequence is dense from 1 in each process. The world ends {@link
 * JourneyOptions#drain()} after the last referral; what is open then, stays open.
 */
public final class Journeys {
    /** Names of the processes, in the order in which they follow each other. */
    public static final List<String> PROCESSES = List.of("referral", "authorization", "claim", "appeal");
    /** Attributes of all four, in the definitions' order. */
    public static final List<Column> ATTRIBUTES =
            List.of(new Column("service_line", ColumnType.TEXT), new Column("payer", ColumnType.TEXT));

    private final JourneyWorld world;
    private final JourneyTruth truth;

    public Journeys(JourneyOptions options) {
        world = new JourneyWorld(options);
        truth = new JourneyTruth(world.books);
    }

    /** The next event, or null at the end. */
    public Event next() {
        return world.next();
    }

    /** The simulator's own account so far. */
    public JourneyTruth truth() {
        return truth;
    }

    /** The YAML text of a process's definition. */
    public static String definitionText(String process) {
        String file = "journeys/" + process + ".yaml";
        try (InputStream in = Journeys.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new SojournException(ErrorCode.BROKEN, file + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, file + " can't be read", null, e);
        }
    }
}
