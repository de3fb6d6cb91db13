/**
 * Facts: the tables that both engines produce, their columns and keys, and the result records that travel from the
 * stream to the store. The door is {@link io.sojourn.fact.FactTable}.
 */
package io.sojourn.fact;
