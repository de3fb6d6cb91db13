package io.sojourn.cli.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another program's {@code main}, and ends with the process that started it: its standard input is a pipe that
 * nobody writes to, and that breaks when the parent ends, however it ended. It goes to the child in a jar of its own, so it
 * uses nothing but the JDK.
 */
public final class Lifeline {
    private static final long PATIENCE_MILLIS = 15_000;

    private Lifeline() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(Lifeline::awaitTheParentsEnd, "lifeline");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void awaitTheParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this line.
            }
        } catch (IOException e) {
            System.err.println("the parent is gone: " + e);
        }
        Thread last = new Thread(Lifeline::halt, "halt");
        last.setDaemon(true);
        last.start();
        System.exit(143);
    }

    /** For shutdown hooks that wait for a process that is gone as well. */
    private static void halt() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(143);
    }
}
