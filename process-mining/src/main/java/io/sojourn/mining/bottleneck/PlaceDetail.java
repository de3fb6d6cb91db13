package io.sojourn.mining.bottleneck;

import java.util.List;

/**
 * A segment looked at more closely.
 *
 * @param causes values of attributes that go with longer waits there
 * @param flow what arrives and leaves, day by day
 */
public record PlaceDetail(Place segment, List<RootCause> causes, List<CumulativeFlow> flow) {}
