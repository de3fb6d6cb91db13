/**
 * The whole product as people use it: commands in processes of their own, the API and the page over what they stored,
 * held against the simulator's truth; wrong input, and the rules between the modules.
 */
package io.sojourn.cli.e2e;
