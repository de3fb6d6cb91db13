package io.sojourn.mining.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The bounded part of fuzzing that every build does: the inputs of a fuzz test's corpus, changed by a seed; the one called {@code whole},
 * or else the first, is also cut off at every byte.
 */
public final class Mutations {
    private static final String WHOLE = "whole";
    /** Of longer inputs a hundred beginnings are tried. */
    private static final int SMALL = 1_200;

    private static final int LONGEST = 1 << 16;
    private static final byte[][] PIECES = Stream.of(
                    "\"",
                    "\"\"",
                    "'",
                    ",",
                    ";",
                    "\n",
                    "\r\n",
                    "\r",
                    "\0",
                    "<",
                    ">",
                    "&x;",
                    "]]>",
                    "<!--",
                    "<![CDATA[",
                    "<event>",
                    "</trace>",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    "\\u",
                    "\\ud800",
                    "null",
                    "-",
                    "1e400",
                    "9223372036854775808",
                    "0x1p3",
                    "NaN",
                    "2024-02-30",
                    "2024-01-01T00:00:00+19:00",
                    "\ufeff",
                    "\u00e4",
                    "\ud83d\ude00",
                    "(",
                    ")",
                    "=",
                    "%")
            .map(s -> s.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private final List<byte[]> inputs;
    private final SplittableRandom random;

    private Mutations(List<byte[]> inputs, SplittableRandom random) {
        this.inputs = inputs;
        this.random = random;
    }

    /** Gives a fuzz test's target its corpus, cut off and changed in so many ways. */
    public static void of(Class<?> test, String method, int rounds, Consumer<byte[]> target) {
        TreeMap<String, byte[]> corpus = corpus(test, method);
        byte[] whole = corpus.getOrDefault(WHOLE, corpus.firstEntry().getValue());
        for (int length = 0; length <= whole.length; length += whole.length > SMALL ? whole.length / 100 : 1) {
            target.accept(Arrays.copyOf(whole, length));
        }
        List<byte[]> inputs = List.copyOf(corpus.values());
        Mutations mutations = new Mutations(inputs, new SplittableRandom(ReadLog.seed(61)));
        for (int round = 0; round < rounds; round++) {
            target.accept(mutations.next());
        }
    }

    private static TreeMap<String, byte[]> corpus(Class<?> test, String method) {
        TreeMap<String, byte[]> corpus = new TreeMap<>();
        try {
            URI folder =
                    test.getResource(test.getSimpleName() + "Inputs/" + method).toURI();
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.forEach(file -> corpus.put(file.getFileName().toString(), bytes(file)));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the corpus of " + method + " can't be read", e);
        }
        return corpus;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] next() {
        byte[] bytes = inputs.get(random.nextInt(inputs.size()));
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(1, 9));
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
            case 1 -> joined(bytes, at, PIECES[random.nextInt(PIECES.length)], random.nextBoolean() ? at : to);
            case 2 -> joined(bytes, at, new byte[0], to);
            case 3 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, bytes.length), at);
            case 4 -> Arrays.copyOf(bytes, at);
            default -> {
                byte[] other = inputs.get(random.nextInt(inputs.size()));
                int from = random.nextInt(other.length + 1);
                yield joined(bytes, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + 200)), at);
            }
        };
    }

    /** The bytes before {@code from}, then a piece, then those from {@code to} on. */
    private static byte[] joined(byte[] bytes, int from, byte[] piece, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(piece);
        out.write(bytes, to, bytes.length - to);
        return out.size() > LONGEST ? Arrays.copyOf(out.toByteArray(), LONGEST) : out.toByteArray();
    }
}
