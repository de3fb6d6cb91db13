/**
 * Definitions that change while a live deployment runs: versions are put, their effect is shown before, and their history
 * is read. The door is {@link io.sojourn.api.definitions.DefinitionDesk}.
 */
package io.sojourn.api.definitions;
