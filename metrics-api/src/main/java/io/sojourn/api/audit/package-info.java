/**
 * The audit log: who asked what, and what they got, in lines that are chained by their hashes. Doors: {@link
 * io.sojourn.api.audit.AuditLog} writes, {@link io.sojourn.api.audit.AuditCheck} checks.
 */
package io.sojourn.api.audit;
