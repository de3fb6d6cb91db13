package io.sojourn.api.resources;

/** Tells how the run is that fills the store; must not wait. */
@FunctionalInterface
public interface HealthSource {
    Health health();
}
