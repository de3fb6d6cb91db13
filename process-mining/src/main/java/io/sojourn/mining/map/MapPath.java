package io.sojourn.mining.map;

import io.sojourn.mining.flow.Distribution;

/**
 * Activity {@code to} comes right after {@code from}.
 *
 * @param from null for the beginning of cases
 * @param to null for their end
 * @param count how often
 * @param cases cases that have it
 * @param mostInCase how often the case has it that has it most often
 * @param time from the completion of {@code from} to the start of {@code to} (where the log has no starts: its time), negative
 *     where they overlap; of nothing at a beginning or end
 * @param working the same in working time; of nothing without a calendar
 */
public record MapPath(
        String from, String to, long count, long cases, long mostInCase, Distribution time, Distribution working) {}
