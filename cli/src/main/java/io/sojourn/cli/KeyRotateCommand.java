package io.sojourn.cli;

import io.sojourn.api.access.KeyFile;
import io.sojourn.api.access.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn key rotate ID}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description =
                "Makes a key in place of another one, which stays valid for a while: time to put the new one everywhere.")
final class KeyRotateCommand implements Callable<Integer> {
    private static final int MOST_HOURS = 720;

    @Parameters(paramLabel = "ID", description = "Of the old key: the 8 signs behind sjn_.")
    private String id;

    @Option(
            names = "--overlap-hours",
            defaultValue = "24",
            description = "Hours that the old key stays valid, 0 to 720. Default: ${DEFAULT-VALUE}.")
    private int overlapHours;

    @Mixin
    private KeyDays days;

    @Mixin
    private KeyFileOption option;

    @Override
    public Integer call() {
        Options.check(
                overlapHours >= 0 && overlapHours <= MOST_HOURS,
                "--overlap-hours",
                overlapHours,
                "a number from 0 to " + MOST_HOURS);
        KeyFile file = KeyFile.open(option.file());
        Instant oldEnds = KeyDays.now().plus(Duration.ofHours(overlapHours));
        KeyText key = file.rotate(id, days.end(), oldEnds);
        file.write();
        System.out.println(key.reveal());
        new Terminal().say("Key %s takes the place of %s, which is refused from %s on.", key.id(), id, oldEnds);
        return 0;
    }
}
