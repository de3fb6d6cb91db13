package io.sojourn.cli.e2e;

import java.nio.file.Path;
import java.util.List;

/** The demo's numbers are true: a run without trouble of its own. */
class DemoTruthTest extends RunTruth {
    @Override
    ChildProcess serve(Path folder, List<String> command) {
        return ChildProcess.sojourn(folder.resolve("child"), command, "--serve", "--port", "0");
    }
}
