/**
 * Working time and local days, exact over daylight-saving changes and holidays, in O(log n). The doors are {@link
 * io.sojourn.calendar.WorkCalendar} and {@link io.sojourn.calendar.LocalDays}.
 *
 * <p>A local time means the first instant at which the clocks of the zone show that time or a later one: in an overlap
 * the earlier of the two, in a gap the instant of the change.
 */
package io.sojourn.calendar;
