package io.sojourn.api.pgwire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One front for all tests that need workers: each of its own would take seconds to start. */
final class SharedFront implements ParameterResolver {
    private static final class Kept implements AutoCloseable {
        final Path folder;
        final PgFront front;

        Kept() {
            try {
                folder = Files.createTempDirectory("pg-front");
                front = new PgFront(folder, PgOptions.defaults(), PgFront.withSecret(), null);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            front.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PgFront.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        return store.getOrComputeIfAbsent(Kept.class, key -> new Kept(), Kept.class).front;
    }
}
