package io.sojourn.api.resources;

import java.util.List;
import java.util.Map;

/** Staffing signals as the API shows them, newest first; must not wait for an ERP system. */
@FunctionalInterface
public interface SignalsView {
    /** One object for each signal, in the form of the contract (openapi.yaml, schema Signal). */
    List<Map<String, Object>> signals();
}
