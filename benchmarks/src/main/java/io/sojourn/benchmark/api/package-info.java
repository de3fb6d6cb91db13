/**
 * Load on the API of a server in a process of its own: reads, and listeners to the live stream, by a client with few threads. The door is
 * {@link io.sojourn.benchmark.api.ApiLoad}.
 */
package io.sojourn.benchmark.api;
