/** The {@code sojourn} command: each subcommand a class, wired by hand. The door is {@link io.sojourn.cli.Sojourn}. */
package io.sojourn.cli;
