/**
 * The outbox and its dispatcher: what must be sent is written in the transaction that changed the state, and sent at
 * least once with a constant id, signed. The doors are {@link io.sojourn.api.delivery.Outbox} and {@link
 * io.sojourn.api.delivery.Dispatcher}.
 */
package io.sojourn.api.delivery;
