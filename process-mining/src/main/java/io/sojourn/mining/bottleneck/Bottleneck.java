package io.sojourn.mining.bottleneck;

import java.util.List;

/**
 * One trouble: the bottleneck variant that shows it best, and others that show the same one.
 *
 * @param also of the same cases at other places, or at the same place in the same way, the greatest first
 */
public record Bottleneck(BottleneckVariant main, List<BottleneckVariant> also) {}
