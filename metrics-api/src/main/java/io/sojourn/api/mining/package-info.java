/**
 * Mining of the events in the store: its effective events in columns, what is asked of them, and the threads that answer,
 * apart from those of the live documents. The door is {@link io.sojourn.api.mining.MiningRoutes}.
 */
package io.sojourn.api.mining;
