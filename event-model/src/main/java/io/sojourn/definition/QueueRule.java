package io.sojourn.definition;

import java.io.Serializable;
import java.util.List;

/**
 * A place where cases wait.
 *
 * @param name key in the definition
 * @param title shown to people
 * @param enter condition on an event: the case enters
 * @param leave condition on an event: the case leaves; leaves come before enters on one event
 * @param perInstance false: at most one open stay per case; true: one stay per activity instance, enters and leaves
 *     paired by {@code instance}, first in, first out among equal ones (null is a value like any other)
 * @param waitsOn {@code payer}, {@code patient}, ...: an outside party, counted apart; or null
 * @param agesMicros upper bounds of the age bands, ascending, in microseconds; an age equal to a bound is in the next
 *     band
 */
public record QueueRule(
        String name,
        String title,
        Expression enter,
        Expression leave,
        boolean perInstance,
        String waitsOn,
        List<Long> agesMicros)
        implements Serializable {}
