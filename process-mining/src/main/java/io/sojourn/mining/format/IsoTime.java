package io.sojourn.mining.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * ISO-8601 times by hand, because logs have millions of them: date, {@code T} or blank, time to minutes or seconds, 0 to 9
 * digits of a fraction (beyond microseconds cut off), {@code Z}, an offset, or nothing (then the given zone). A date
 * alone is its midnight.
 */
final class IsoTime {
    /** Returned for what is no time. */
    static final long BAD = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000L;

    private IsoTime() {}

    /** Microseconds since 1970 UTC, or {@link #BAD}. */
    static long parse(String s, ZoneId zone) {
        int n = s.length();
        if (n < 10 || s.charAt(4) != '-' || s.charAt(7) != '-') {
            return BAD;
        }
        int year = digits(s, 0, 4);
        int month = digits(s, 5, 2);
        int day = digits(s, 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
            return BAD;
        }
        long days = daysFromCivil(year, month, day);
        if (n == 10) {
            return shift(days * 86_400L, 0, zone);
        }
        char t = s.charAt(10);
        if (n < 16 || t != 'T' && t != ' ' && t != 't' || s.charAt(13) != ':') {
            return BAD;
        }
        return time(s, days * 86_400L, zone);
    }

    /** {@code YYYY-MM-DDTHH:MM:SS[.fraction]Z} in ASCII; microseconds since 1970 UTC, or {@link #BAD}. */
    static long utc(byte[] in, int from, int length) {
        int year = digits(in, from, 4);
        int month = digits(in, from + 5, 2);
        int day = digits(in, from + 8, 2);
        int hour = digits(in, from + 11, 2);
        int minute = digits(in, from + 14, 2);
        int second = digits(in, from + 17, 2);
        boolean signs = in[from + 4] == '-' && in[from + 7] == '-' && in[from + 13] == ':' && in[from + 16] == ':';
        boolean date = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
        boolean time = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
        long micros = length == 20 ? 0 : fraction(in, from + 19, from + length - 1);
        if (!signs || !date || !time || micros < 0) {
            return BAD;
        }
        long seconds = daysFromCivil(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
        return seconds * MICROS + micros;
    }

    /** Of a point and 1 to 9 digits; -1 when it is something else. */
    private static long fraction(byte[] in, int point, int end) {
        int count = end - point - 1;
        if (in[point] != '.' || count < 1 || count > 9) {
            return -1;
        }
        long micros = digits(in, point + 1, Math.min(6, count));
        for (int i = count; i < 6; i++) {
            micros *= 10;
        }
        return count > 6 && digits(in, point + 7, count - 6) < 0 || micros < 0 ? -1 : micros;
    }

    private static int digits(byte[] in, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int d = in[i] - '0';
            if (d < 0 || d > 9) {
                return -1;
            }
            value = value * 10 + d;
        }
        return value;
    }

    private static long time(String s, long midnight, ZoneId zone) {
        int n = s.length();
        int hour = digits(s, 11, 2);
        int minute = digits(s, 14, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return BAD;
        }
        int second = 0;
        long fraction = 0;
        int at = 16;
        if (at < n && s.charAt(at) == ':') {
            second = n < 19 ? -1 : digits(s, 17, 2);
            if (second < 0 || second > 59) {
                return BAD;
            }
            at = 19;
            if (at < n && (s.charAt(at) == '.' || s.charAt(at) == ',')) {
                int end = endOfDigits(s, at + 1);
                if (end == at + 1 || end > at + 10) {
                    return BAD;
                }
                fraction = fraction(s, at + 1, end);
                at = end;
            }
        }
        return zoned(s, at, midnight + hour * 3_600L + minute * 60L + second, fraction, zone);
    }

    private static long zoned(String s, int from, long local, long fraction, ZoneId zone) {
        int at = from;
        int n = s.length();
        if (at < n && s.charAt(at) == ' ') {
            at++;
        }
        if (at >= n) {
            return from == n ? shift(local, fraction, zone) : BAD;
        }
        char c = s.charAt(at);
        if (c == '+' || c == '-') {
            int offset = offsetSeconds(s, at + 1);
            return offset < 0 ? BAD : (c == '+' ? local - offset : local + offset) * MICROS + fraction;
        }
        boolean utc = (c == 'Z' || c == 'z') && at + 1 == n || s.startsWith("UTC", at) && at + 3 == n;
        return utc ? local * MICROS + fraction : BAD;
    }

    /** {@code HH}, {@code HHMM} or {@code HH:MM} to the end of the text; -1 when it is neither. */
    private static int offsetSeconds(String s, int at) {
        int left = s.length() - at;
        int hours = left >= 2 ? digits(s, at, 2) : -1;
        int minutes =
                switch (left) {
                    case 2 -> 0;
                    case 4 -> digits(s, at + 2, 2);
                    case 5 -> s.charAt(at + 2) == ':' ? digits(s, at + 3, 2) : -1;
                    default -> -1;
                };
        return hours < 0 || hours > 18 || minutes < 0 || minutes > 59 ? -1 : hours * 3_600 + minutes * 60;
    }

    private static long shift(long localSeconds, long fraction, ZoneId zone) {
        if (zone == ZoneOffset.UTC) {
            return localSeconds * MICROS + fraction;
        }
        try {
            LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
            return local.atZone(zone).toEpochSecond() * MICROS + fraction;
        } catch (DateTimeException e) {
            return BAD;
        }
    }

    private static int endOfDigits(String s, int from) {
        int at = from;
        while (at < s.length() && s.charAt(at) >= '0' && s.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long fraction(String s, int from, int end) {
        long micros = 0;
        for (int i = 0; i < 6; i++) {
            micros = micros * 10 + (from + i < end ? s.charAt(from + i) - '0' : 0);
        }
        return micros;
    }

    private static int digits(String s, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int d = s.charAt(i) - '0';
            if (d < 0 || d > 9) {
                return -1;
            }
            value = value * 10 + d;
        }
        return value;
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01 of the proleptic Gregorian calendar; years count from March so that the leap day is last. */
    static long daysFromCivil(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }
}
