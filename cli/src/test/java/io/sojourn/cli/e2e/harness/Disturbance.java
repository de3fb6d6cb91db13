package io.sojourn.cli.e2e.harness;

import java.nio.file.Path;

/** A kind of run that is disturbed by killing processes; what is killed and when is a function of the seed. */
interface Disturbance {
    String name();

    /**
     * One run.
     *
     * @param folder empty; not needed afterwards
     */
    Outcome run(long seed, Path folder) throws Exception;
}
