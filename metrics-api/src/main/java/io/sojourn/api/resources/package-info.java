/**
 * What the API answers: one class for each kind of document, computed from the store in one read transaction. The door
 * is {@link io.sojourn.api.resources.Documents}.
 */
package io.sojourn.api.resources;
