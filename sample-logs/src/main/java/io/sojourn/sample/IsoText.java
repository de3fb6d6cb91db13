package io.sojourn.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Instants as {@code 2026-01-05T13:04:05.000123Z}; remembers the day, because events come in the order of time. */
final class IsoText {
    static final int LENGTH = 27;

    private final byte[] date = new byte[10];
    private long day = Long.MIN_VALUE;

    void write(long micros, byte[] target, int at) {
        long epochDay = Math.floorDiv(micros, Units.DAY);
        if (epochDay != day) {
            day = epochDay;
            byte[] text = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, date, 0, date.length);
        }
        long rest = micros - epochDay * Units.DAY;
        System.arraycopy(date, 0, target, at, date.length);
        target[at + 10] = 'T';
        digits(rest / Units.HOUR, 2, target, at + 11);
        target[at + 13] = ':';
        digits(rest / Units.MINUTE % 60, 2, target, at + 14);
        target[at + 16] = ':';
        digits(rest / Units.SECOND % 60, 2, target, at + 17);
        target[at + 19] = '.';
        digits(rest % Units.SECOND, 6, target, at + 20);
        target[at + 26] = 'Z';
    }

    private static void digits(long value, int count, byte[] target, int at) {
        long v = value;
        for (int i = count - 1; i >= 0; i--) {
            target[at + i] = (byte) ('0' + v % 10);
            v /= 10;
        }
    }

    String text(long micros) {
        byte[] bytes = new byte[LENGTH];
        write(micros, bytes, 0);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
