package io.sojourn.definition.expression;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Turns generated source into a running program, with Janino: some tens of milliseconds, no compiler of a JDK. */
public final class ExpressionPrograms {
    private ExpressionPrograms() {}

    /**
     * Compiles and loads a definition's expressions.
     *
     * @throws SojournException {@code BROKEN} when the source can't be compiled, which is a defect
     */
    public static ExpressionProgram load(CompiledExpressions compiled) {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(parent());
        try {
            compiler.cook(compiled.javaSource());
            Class<?> type = compiler.getClassLoader().loadClass(compiled.className());
            return (ExpressionProgram) type.getDeclaredConstructor().newInstance();
        } catch (CompileException | ReflectiveOperationException e) {
            String message =
                    "The generated expressions " + compiled.hash() + " can't be loaded: " + e.getMessage() + ".";
            throw new SojournException(ErrorCode.BROKEN, message, null, e);
        }
    }

    /** The thread's class loader when it sees our classes (in a job it holds the job's jar), else our own. */
    private static ClassLoader parent() {
        ClassLoader own = ExpressionProgram.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context == null) {
            return own;
        }
        try {
            boolean same = context.loadClass(ExpressionProgram.class.getName()) == ExpressionProgram.class;
            return same ? context : own;
        } catch (ClassNotFoundException unseen) {
            return own;
        }
    }
}
