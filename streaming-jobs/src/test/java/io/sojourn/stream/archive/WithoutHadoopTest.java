package io.sojourn.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.stream.parquet.ParquetFile;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's classes are there when the archive is compiled, and nowhere else. */
class WithoutHadoopTest {
    @TempDir
    private Path folder;

    @Test
    void filesAreWrittenAndReadWithoutHadoop() throws Exception {
        Path file = folder.resolve("x.parquet");
        try (URLClassLoader loader =
                new URLClassLoader(withoutHadoop().toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> writer = loader.loadClass(WithoutHadoopTest.class.getName() + "$Writer");
            writer.getMethod("write", String.class).invoke(null, file.toString());
        }
        assertThat(Files.readAllBytes(file)).startsWith('P', 'A', 'R', '1').endsWith('P', 'A', 'R', '1');
    }

    private static List<URL> withoutHadoop() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("hadoop-common")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls;
    }

    /** Runs in a class loader that has no Hadoop. */
    public static final class Writer {
        private Writer() {}

        /** Every value that was written is given back. */
        private static void read(org.apache.flink.core.fs.Path file) {
            ParquetFile parquet = ParquetFile.open(file);
            List<Long> sequences = new ArrayList<>();
            PrimitiveConverter taker = new PrimitiveConverter() {
                @Override
                public void addLong(long value) {
                    sequences.add(value);
                }
            };
            parquet.read(0, List.of("sequence")).forEach(List.of(taker), () -> {}, row -> {});
            for (int i = 0; i < 1_000; i++) {
                if (sequences.get(i) != ArchivedEvents.event(i).sequence()) {
                    throw new IllegalStateException("event " + i + " has sequence " + sequences.get(i));
                }
            }
        }

        public static void write(String file) throws Exception {
            try {
                Class.forName("org.apache.hadoop.conf.Configuration");
                throw new IllegalStateException("Hadoop is here");
            } catch (ClassNotFoundException e) {
                // As it should be.
            }
            ArchiveColumns columns =
                    ArchiveColumns.of(ArchivedEvents.definition().definition());
            try (FSDataOutputStream stream = LocalFileSystem.getSharedInstance()
                    .create(new org.apache.flink.core.fs.Path(file), WriteMode.OVERWRITE)) {
                ArchiveFile archive = new ArchiveFile(stream, columns);
                for (int i = 0; i < 1_000; i++) {
                    archive.addElement(ArchivedEvents.event(i));
                }
                archive.finish();
            }
            read(new org.apache.flink.core.fs.Path(file));
        }
    }
}
