/**
 * Versions of definitions as records of a topic, by which the API's process and a job elsewhere agree on them: their JSON,
 * what is taken of what the topic says, and the topic itself. The form is in docs/reference/result-topics.md. The doors are
 * {@link io.sojourn.mining.versions.DefinitionTopic} and {@link io.sojourn.mining.versions.KnownVersions}.
 */
package io.sojourn.mining.versions;
