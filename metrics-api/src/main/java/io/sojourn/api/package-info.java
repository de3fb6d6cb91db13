/** The HTTP server over the store. The door is {@link io.sojourn.api.ApiServer}. */
package io.sojourn.api;
