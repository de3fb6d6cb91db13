/**
 * Events from Kafka, results to Kafka, and the job between them for a cluster. The doors are {@link
 * io.sojourn.stream.kafka.ClusterJob}, {@link io.sojourn.stream.kafka.KafkaEvents} and {@link
 * io.sojourn.stream.kafka.KafkaResults}.
 */
package io.sojourn.stream.kafka;
