/**
 * Results of the stream as records of topics: their JSON, their keys, where they go. The stream writes it, the API reads
 * it; the form is in docs/reference/result-topics.md. The doors are {@link io.sojourn.mining.results.ResultJson} and {@link
 * io.sojourn.mining.results.ResultTopics}.
 */
package io.sojourn.mining.results;
