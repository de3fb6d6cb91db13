/**
 * Asks a Sojourn server over HTTP. The door is {@link io.sojourn.client.SojournClient}; what it answers is written in the
 * server's {@code /openapi.yaml}. It needs nothing of Sojourn but this module, and Jackson.
 */
package io.sojourn.client;
