/**
 * Why work waited: the time between an activity instance being possible and being begun, split exactly into causes.
 *
 * <p>After Lashkevich, Milani, Chapela-Campa, Suvorau and Dumas, "Why am I waiting?" (CAiSE 2023, arXiv 2212.01392), with
 * what that leaves out: waits for an external party, work that is suspended, shifts across time zones, estimated starts that
 * are marked, and a sweep in O(n log n). Where this differs: docs/concepts/waiting-causes.md.
 */
package io.sojourn.mining.waits;
