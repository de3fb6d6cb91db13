package io.sojourn.mining.map;

import io.sojourn.mining.flow.Distribution;

/**
 * An activity of a map.
 *
 * @param name its name
 * @param count its events
 * @param cases cases that have it
 * @param mostInCase the most events that one case has of it
 * @param begins cases that begin with it
 * @param ends cases that end with it
 * @param meanPlace how many events come before its first one, on average over its cases: an order for drawing
 * @param service from start to completion; of nothing in a log without starts
 * @param working the same in working time; of nothing without a calendar
 */
public record MapActivity(
        String name,
        long count,
        long cases,
        long mostInCase,
        long begins,
        long ends,
        double meanPlace,
        Distribution service,
        Distribution working) {}
