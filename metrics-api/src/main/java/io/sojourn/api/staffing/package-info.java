/**
 * Needs for staff: from a queue's backlog, its due times, arrivals and handling times to full-time equivalents, with
 * hysteresis, as signals that an ERP or workforce system can act on. Never about a person. The door is {@link
 * io.sojourn.api.staffing.Staffing}; the formulas are in docs/concepts/staffing.md.
 */
package io.sojourn.api.staffing;
