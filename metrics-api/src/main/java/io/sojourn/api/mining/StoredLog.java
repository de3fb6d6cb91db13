package io.sojourn.api.mining;

import io.sojourn.api.resources.Freshness;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.mining.log.EventLog;

/**
 * The effective events of one process at one commit of the store.
 *
 * @param number unique among the logs of a server
 * @param asOf up to when everything is applied, in microseconds; null when nothing is yet
 * @param history the definitions whose attributes the log has
 */
record StoredLog(long number, EventLog log, Long asOf, DefinitionHistory history, Freshness freshness) {
    /** The newest definition. */
    ProcessDefinition definition() {
        return compiled().definition();
    }

    /** The newest definition, with its expressions. */
    CompiledDefinition compiled() {
        return history.newest().compiled();
    }
}
