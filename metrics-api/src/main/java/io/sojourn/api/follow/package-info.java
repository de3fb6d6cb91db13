/**
 * Measures that follow the relations of cases into other processes, computed from the facts when they are asked for. The
 * door is {@link io.sojourn.api.follow.FollowedMeasures}.
 */
package io.sojourn.api.follow;
