package io.sojourn.benchmark.mining;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.Availability;
import io.sojourn.mining.waits.Concurrency;
import io.sojourn.mining.waits.ExternalWaits;
import io.sojourn.mining.waits.ObservedAvailability;
import io.sojourn.mining.waits.WaitCauses;
import io.sojourn.mining.waits.WaitOptions;
import io.sojourn.mining.waits.WaitSummary;
import io.sojourn.mining.waits.WaitText;
import java.time.ZoneOffset;

/**
 * Splits the waits of a generated log by cause, from the log in memory to the page, and says what each part took; the first
 * time, as a command does it, and again when the virtual machine is warm. Argument: how many activity instances.
 */
public final class WaitSpeed {
    private ActivityInstances instances;
    private Availability availability;
    private WaitCauses causes;
    private String page;

    private WaitSpeed() {}

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[0]);
        EventLog log = WaitLog.of(size);
        System.out.printf("%,d events, %,d cases%n", log.events(), log.cases());
        WaitSpeed speed = new WaitSpeed();
        Timing.print("waits by cause, the first time", 0, 1, () -> speed.all(log));
        Timing.print("waits by cause, again", 0, 3, () -> speed.all(log));
        Timing.print("  activity instances", 0, 1, () -> speed.instances = ActivityInstances.of(log));
        Timing.print("  who is on duty", 0, 1, speed::readDuty);
        Timing.print("  causes", 0, 1, speed::split);
        Timing.print("  sums", 0, 1, () -> speed.page = WaitText.of(WaitSummary.of(speed.causes), 5));
        System.out.print(speed.page);
    }

    private void all(EventLog log) {
        instances = ActivityInstances.of(log);
        readDuty();
        split();
        page = WaitText.of(WaitSummary.of(causes), 5);
    }

    private void readDuty() {
        availability = ObservedAvailability.of(instances, ZoneOffset.UTC);
    }

    private void split() {
        causes = WaitCauses.of(
                instances, Concurrency.of(instances), WaitOptions.of(availability, ExternalWaits.none(instances)));
    }
}
