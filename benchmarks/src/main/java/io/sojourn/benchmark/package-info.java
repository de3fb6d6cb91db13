/** JMH benchmarks of the hot paths, and a program that times whole commands; results in RESULTS.md. */
package io.sojourn.benchmark;
