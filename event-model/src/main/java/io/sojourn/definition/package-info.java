/**
 * Process definitions: what a process is, said once, for both engines. The door is {@code Definitions}: YAML text in, a
 * checked and compiled {@link io.sojourn.definition.CompiledDefinition} out.
 */
package io.sojourn.definition;
