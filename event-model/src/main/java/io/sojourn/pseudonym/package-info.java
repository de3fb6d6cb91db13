/**
 * Pseudonyms for the ids of cases, before anything durable has them. The door is {@link io.sojourn.pseudonym.CaseIds}: each way
 * in gives it what it has read; {@link io.sojourn.pseudonym.CaseKey} is the secret behind them.
 */
package io.sojourn.pseudonym;
