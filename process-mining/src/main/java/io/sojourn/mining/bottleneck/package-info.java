/**
 * Where time is lost, by whom, and why: waits of segments, bottleneck variants with tests and intervals, the attributes that go
 * with long waits, handoffs, and two logs side by side. The door is {@link io.sojourn.mining.bottleneck.Bottlenecks}; what the
 * figures mean is in docs/concepts/bottlenecks.md.
 */
package io.sojourn.mining.bottleneck;
