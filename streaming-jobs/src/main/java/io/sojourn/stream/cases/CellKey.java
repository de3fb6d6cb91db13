package io.sojourn.stream.cases;

import io.sojourn.fact.FactTable;

/**
 * What a fact of a case is called: stable while the case is folded again.
 *
 * @param table its table; null for what an event alone adds to measures
 * @param episode its episode
 * @param name queue, SLA, measure, or the event's identity; null where the table has none
 * @param ordinal its number
 */
record CellKey(FactTable table, long episode, String name, long ordinal) {}
