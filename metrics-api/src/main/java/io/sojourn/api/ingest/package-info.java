/**
 * Events that come by HTTP: split, decoded one by one, and handed to a durable log before they are acknowledged. The door
 * is {@link io.sojourn.api.ingest.Ingest}.
 */
package io.sojourn.api.ingest;
