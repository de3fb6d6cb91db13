package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.results.ResultTopics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link ClusterJob} was started with.
 *
 * @param definitions of the processes
 * @param kafka brokers and topics
 * @param asOf what the clock is
 * @param parallelism of the job, or 0: the cluster's default
 * @param createTopics make topics that are missing
 * @param partitions of topics that are made
 * @param replication of topics that are made; -1: the brokers' default
 * @param archive folder that events are archived to; null: they are not
 * @param caseKeyFile file with the key for case ids, here and on each TaskManager; null: ids stay as they come
 */
record JobArguments(
        List<CompiledDefinition> definitions,
        KafkaSettings kafka,
        AsOf asOf,
        int parallelism,
        boolean createTopics,
        int partitions,
        short replication,
        URI archive,
        String caseKeyFile) {
    private static final String CLASS_PATH = "classpath:";
    private static final int MOST = 128;
    private static final String DEFINITION = "--definition";
    private static final List<String> NAMES = List.of(
            DEFINITION,
            "--brokers",
            "--topic",
            "--results",
            "--client-properties",
            "--as-of",
            "--parallelism",
            "--partitions",
            "--replication",
            "--archive",
            "--case-key-file");
    private static final String CREATE = "--create-topics";

    static JobArguments parse(String... args) {
        Map<String, String> given = new HashMap<>();
        List<String> definitions = new ArrayList<>();
        boolean create = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(CREATE)) {
                create = true;
            } else if (!NAMES.contains(args[i])) {
                throw wrong("there is no option " + args[i] + ".");
            } else if (i + 1 == args.length || args[i + 1].startsWith("--")) {
                throw wrong(args[i] + " needs a value.");
            } else if (args[i].equals(DEFINITION)) {
                definitions.add(args[++i]);
            } else if (given.put(args[i], args[++i]) != null) {
                throw wrong(args[i - 1] + " is given twice.");
            }
        }
        return new JobArguments(
                definitions(definitions),
                kafka(given),
                asOf(given.getOrDefault("--as-of", "append")),
                number(given, "--parallelism", 0),
                create,
                number(given, "--partitions", 4),
                (short) number(given, "--replication", -1),
                archive(given.get("--archive")),
                caseKeyFile(given.get("--case-key-file")));
    }

    /** A URI, since a path would mean another folder on each machine. */
    private static URI archive(String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null
                    && uri.getPath() != null
                    && uri.getPath().startsWith("/")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw wrong("--archive is " + text + ": " + e.getReason() + ".");
        }
        throw wrong(
                "--archive is " + text + ", not a folder's URI such as file:///var/archive or s3://bucket/archive.");
    }

    /** Absolute: machines work in different folders. */
    private static String caseKeyFile(String file) {
        if (file != null && !Path.of(file).isAbsolute()) {
            throw wrong("--case-key-file is " + file + ", not the path from the root, the same on all machines.");
        }
        return file;
    }

    private static KafkaSettings kafka(Map<String, String> given) {
        KafkaSettings kafka = KafkaSettings.of(needed(given, "--brokers"))
                .withEvents(given.getOrDefault("--topic", KafkaSettings.CASE_EVENTS))
                .withResults(ResultTopics.withPrefix(given.getOrDefault("--results", "sojourn")));
        String file = given.get("--client-properties");
        return file == null ? kafka : kafka.withClient(KafkaSettings.read(Path.of(file)));
    }

    private static List<CompiledDefinition> definitions(List<String> places) {
        if (places.isEmpty()) {
            throw wrong(DEFINITION + " is missing.");
        }
        return places.stream().map(JobArguments::definition).toList();
    }

    private static CompiledDefinition definition(String place) {
        if (!place.startsWith(CLASS_PATH)) {
            return Definitions.load(Path.of(place));
        }
        String name = place.substring(CLASS_PATH.length());
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw wrong("there is no " + name + " on the class path.");
            }
            return Definitions.compile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SojournException(ErrorCode.NOT_FOUND, name + " can't be read: " + e.getMessage(), null, e);
        }
    }

    private static AsOf asOf(String word) {
        return switch (word) {
            case "append" -> AsOf.APPENDED;
            case "events" -> AsOf.EVENTS;
            default -> throw wrong("--as-of " + word + " is unknown: append (live), or events (history).");
        };
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw wrong(name + " is " + text + ", not a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(text);
    }

    private static String needed(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw wrong(name + " is missing.");
        }
        return value;
    }

    private static SojournException wrong(String message) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                message,
                "Maybe: --definition FILE|classpath:NAME [--definition ...] --brokers HOST:PORT,... [--topic case-events]"
                        + " [--results sojourn] [--client-properties FILE] [--as-of append|events] [--parallelism N]"
                        + " [--create-topics [--partitions N] [--replication N]] [--archive URI]"
                        + " [--case-key-file FILE]");
    }
}
