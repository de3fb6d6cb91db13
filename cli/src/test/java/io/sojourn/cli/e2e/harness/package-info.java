/**
 * Whole processes, killed at random moments. Each {@link io.sojourn.cli.e2e.harness.Disturbance} is a kind of run; {@link
 * io.sojourn.cli.e2e.harness.ProcessFaults} does many of them.
 */
package io.sojourn.cli.e2e.harness;
