package io.sojourn.api.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is only added to: a JSON object a line, each with the SHA-256 of the line before. A line is with the operating
 * system before its answer is sent, so that a killed process loses none; it is forced to the disk within a second, so that a
 * machine that loses power loses the last second. A last line that a kill left unfinished is taken away, and a line says so. No
 * control character and nothing but ASCII is in it, whatever was asked.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final long FORCE_MILLIS = 1_000;
    private static final int SCOPE_BYTES = 16_384;
    private static final int TEXT_LENGTH = 1_000;

    private final ObjectMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final Path file;
    private final InstantSource clock;
    private final RandomAccessFile out;
    private final ScheduledExecutorService forcing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit-log");
        thread.setDaemon(true);
        return thread;
    });
    private long lines;
    private String head;
    private boolean dirty;

    private AuditLog(Path file, InstantSource clock, RandomAccessFile out) {
        this.file = file;
        this.clock = clock;
        this.out = out;
    }

    /** Opens a log, or begins one; goes on with its chain. A log whose chain doesn't hold is not gone on with. */
    public static AuditLog open(Path file, InstantSource clock) {
        RandomAccessFile out = null;
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            out = new RandomAccessFile(file.toFile(), "rw");
            lock(file, out);
            AuditLog log = new AuditLog(file, clock, out);
            log.goOn();
            log.forcing.scheduleWithFixedDelay(log::force, FORCE_MILLIS, FORCE_MILLIS, TimeUnit.MILLISECONDS);
            return log;
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "the audit log " + file + " can't be opened: " + e.getMessage() + ".",
                    "Maybe name another one with --audit.",
                    e);
        } catch (SojournException e) {
            closed(out);
            throw e;
        }
    }

    private static void lock(Path file, RandomAccessFile out) throws IOException {
        try {
            FileLock lock = out.getChannel().tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(file, e);
        }
        throw inUse(file, null);
    }

    private static SojournException inUse(Path file, Exception cause) {
        return new SojournException(
                ErrorCode.BUSY, "another server writes the audit log " + file + ".", "Maybe it still stops.", cause);
    }

    private static void closed(RandomAccessFile out) {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            LOG.warn("an audit log could not be closed", e);
        }
    }

    private synchronized void goOn() throws IOException {
        AuditCheck.Report report = AuditCheck.of(file, null);
        if (!report.holds()) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "the audit log " + file + " was changed: " + report.broken() + ".",
                    "Maybe look into it, keep it elsewhere, and begin another one.");
        }
        lines = report.lines();
        head = report.head();
        if (report.torn() > 0) {
            out.setLength(out.length() - report.torn());
        }
        out.seek(out.length());
        if (report.torn() > 0) {
            append(json -> {
                json.writeStringField("what", "a last line that was not finished was taken away");
                json.writeNumberField("bytes", report.torn());
            });
        }
        LOG.info("audit log {}: {} lines, hash {}", file, lines, head);
    }

    /** The members of a line. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** Adds a line. Where that fails nothing is to be answered but that it failed. */
    public synchronized void add(AuditEntry e) {
        try {
            append(json -> {
                text(json, "who", e.who());
                text(json, "roles", e.roles());
                text(json, "address", e.address());
                text(json, "method", e.method());
                text(json, "route", e.route());
                text(json, "target", e.target());
                text(json, "statement", e.statement());
                if (!e.scope().isEmpty()) {
                    scope(json, e.scope());
                }
                if (e.rows() != null) {
                    json.writeNumberField("rows", e.rows());
                }
                json.writeNumberField("status", e.status());
                text(json, "code", e.code());
                json.writeNumberField("ms", e.millis());
            });
        } catch (IOException failure) {
            throw new SojournException(
                    ErrorCode.BUSY, "the audit log can't be written.", "Maybe the disk is full.", failure);
        }
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.length() > TEXT_LENGTH ? value.substring(0, TEXT_LENGTH) + "..." : value);
        }
    }

    /** Its hash in place of one that is too long for a line. */
    private void scope(JsonGenerator json, Map<String, Object> scope) throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(scope);
        json.writeObjectField("scope", bytes.length <= SCOPE_BYTES ? scope : Map.of("sha256", AuditChain.hash(bytes)));
    }

    private void append(Members members) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = mapper.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("n", lines + 1);
            json.writeStringField("at", clock.instant().toString());
            members.write(json);
            json.writeStringField("prev", head);
            json.writeEndObject();
        }
        String hash = AuditChain.hash(line.toByteArray());
        line.write('\n');
        write(line.toByteArray());
        lines++;
        head = hash;
        dirty = true;
    }

    /** All of it or nothing: half a line would end the chain. */
    private void write(byte[] line) throws IOException {
        long begin = out.getFilePointer();
        try {
            out.write(line);
        } catch (IOException e) {
            out.setLength(begin);
            out.seek(begin);
            throw e;
        }
    }

    /** Lines that it has. */
    public synchronized long lines() {
        return lines;
    }

    /** Hash of the last line: kept elsewhere, it tells later whether the log up to here is still the same. */
    public synchronized String head() {
        return head;
    }

    private void force() {
        boolean now;
        synchronized (this) {
            now = dirty;
            dirty = false;
        }
        try {
            if (now) {
                out.getFD().sync();
            }
        } catch (IOException e) {
            LOG.error("the audit log {} can't be forced to the disk", file, e);
        }
    }

    @Override
    public void close() {
        forcing.shutdown();
        force();
        closed(out);
    }
}
