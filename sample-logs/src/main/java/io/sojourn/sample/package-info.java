/**
 * The sample process: a discrete-event simulation of prior-authorization work in a health system, and its definition.
 * People in teams, bots, payers and patients are objects with calendars and queues, so waits emerge from load. The doors:
 * {@link io.sojourn.sample.Simulation} (events in time order, and the truth about them), {@link
 * io.sojourn.sample.Generate} (files), {@link io.sojourn.sample.PriorAuthorization} (the definition).
 */
package io.sojourn.sample;
