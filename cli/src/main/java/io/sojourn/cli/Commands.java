package io.sojourn.cli;

import io.sojourn.cli.cluster.ClusterCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands, in the order of the help. Only the one that is called is looked into: looking into all takes a quarter of a second. */
final class Commands {
    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("demo", DemoCommand::new);
        ALL.put("run", RunCommand::new);
        ALL.put("live", LiveCommand::new);
        ALL.put("replay-rejected", ReplayRejectedCommand::new);
        ALL.put("mine", MineCommand::new);
        ALL.put("map", MapCommand::new);
        ALL.put("waits", WaitsCommand::new);
        ALL.put("spectrum", SpectrumCommand::new);
        ALL.put("dots", DotsCommand::new);
        ALL.put("cascades", CascadesCommand::new);
        ALL.put("convert", ConvertCommand::new);
        ALL.put("draft", DraftCommand::new);
        ALL.put("check", CheckCommand::new);
        ALL.put("definition", DefinitionCommand::new);
        ALL.put("generate", GenerateCommand::new);
        ALL.put("sql", SqlCommand::new);
        ALL.put("cms", CmsCommand::new);
        ALL.put("serve", ServeCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("key", KeyCommand::new);
        ALL.put("audit", AuditCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("cluster", ClusterCommand::new);
        ALL.put("help", CommandLine.HelpCommand::new);
    }

    private Commands() {}

    /** Adds the command that the arguments call, or all when they call none: for the help, and for what was mistyped. */
    static CommandLine under(CommandLine sojourn, String... args) {
        Supplier<Object> called = args.length == 0 || args[0].equals("help") ? null : ALL.get(args[0]);
        if (called != null) {
            return sojourn.addSubcommand(args[0], called.get());
        }
        ALL.forEach((name, command) -> sojourn.addSubcommand(name, command.get()));
        return sojourn;
    }
}
