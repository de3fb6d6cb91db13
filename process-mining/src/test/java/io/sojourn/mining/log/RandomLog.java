package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random logs with every column, ties, disorder, missing values and attributes of every type. */
public final class RandomLog {
    /** The attributes of every such log, one of each type and one that each case has one value of. */
    public static final List<String> ATTRIBUTES = List.of("payer", "amount", "rounds", "urgent", "due", "case:site");

    private static final ColumnType[] TYPES = {
        ColumnType.TEXT, ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.TIME, ColumnType.TEXT
    };

    /** Of values in their plainest form. */
    private static final AttributeTypes PLAIN = new AttributeTypes() {
        @Override
        public ColumnType type(Iterable<String> distinct, boolean untyped, ColumnType... seen) {
            return seen[0];
        }

        @Override
        public Object value(String text, ColumnType type) {
            return switch (type) {
                case TEXT -> text;
                case NUMBER -> Double.valueOf(text);
                case BOOLEAN -> Boolean.valueOf(text);
                case INTEGER, TIME -> Long.valueOf(text);
            };
        }
    };

    private RandomLog() {}

    public static long seed(long usual) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? usual : Long.parseLong(given);
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        return seed;
    }

    /** In several parts, by one or two appenders. */
    public static EventLog next(SplittableRandom random, boolean starts) {
        LogAppender[] appenders = {new LogAppender(), new LogAppender()};
        List<LogPart> parts = new ArrayList<>();
        int cases = random.nextInt(1, 15);
        for (int p = random.nextInt(1, 5); p > 0; p--) {
            LogAppender appender = appenders[random.nextInt(2)];
            parts.add(appender.begin());
            for (int i = random.nextInt(0, 40); i > 0; i--) {
                event(random, appender, cases, starts);
            }
        }
        return EventLogBuilder.build(parts, PLAIN);
    }

    private static void event(SplittableRandom random, LogAppender appender, int cases, boolean starts) {
        int c = random.nextInt(cases);
        appender.set(LogField.CASE, "case Ä" + c);
        appender.set(LogField.ACTIVITY, "a" + random.nextInt(4));
        appender.set(LogField.LIFECYCLE, new String[] {"start", "complete", "complete"}[random.nextInt(3)]);
        appender.set(LogField.RESOURCE, random.nextInt(4) == 0 ? null : "r'" + random.nextInt(3));
        appender.set(LogField.TEAM, random.nextInt(4) == 0 ? null : "t" + random.nextInt(2));
        appender.set(LogField.INSTANCE, random.nextInt(3) == 0 ? "i" + random.nextInt(2) : null);
        for (int a = 0; a < TYPES.length; a++) {
            if (a == TYPES.length - 1) {
                set(appender, a, "site " + c % 3);
            } else if (random.nextInt(3) > 0) {
                set(appender, a, value(random, TYPES[a]));
            }
        }
        long time = random.nextLong(0, 30) * 500_000L;
        appender.add(time);
        if (starts && random.nextInt(4) > 0) {
            appender.startedAt(Math.max(0, time - random.nextLong(-3, 10) * 500_000L));
        }
    }

    private static void set(LogAppender appender, int attribute, String value) {
        appender.attribute(appender.attributeColumn(ATTRIBUTES.get(attribute)), value, TYPES[attribute]);
    }

    private static String value(SplittableRandom random, ColumnType type) {
        return switch (type) {
            case TEXT -> new String[] {"X", "Y", "it's", "true"}[random.nextInt(4)];
            case NUMBER -> Double.toString(random.nextInt(-4, 5) / 2.0);
            case INTEGER -> Integer.toString(random.nextInt(-3, 4));
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case TIME -> Long.toString(random.nextLong(0, 30) * 500_000L);
        };
    }
}
