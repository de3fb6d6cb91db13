/**
 * A broker and a Flink cluster as processes of this machine: {@code sojourn cluster}. {@link io.sojourn.cli.cluster.Supervisor}
 * keeps the processes and the jobs as they are wanted; the commands write what is wanted and read what is.
 */
package io.sojourn.cli.cluster;
