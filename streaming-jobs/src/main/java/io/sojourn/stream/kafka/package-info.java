/**
 * Events and definitions from Kafka, results to Kafka, and the job between them for a cluster. The doors are {@link
 * io.sojourn.stream.kafka.ClusterJob} and {@link io.sojourn.stream.kafka.KafkaJob}.
 */
package io.sojourn.stream.kafka;
