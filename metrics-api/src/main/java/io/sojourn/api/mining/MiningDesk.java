package io.sojourn.api.mining;

import io.javalin.http.HttpResponseException;
import io.sojourn.api.access.Scope;
import io.sojourn.api.ingest.EventBody;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers questions about the stored logs on threads of its own, so that nothing else waits for them. What is known is
 * answered at once; the same question asked by many is answered once for all of them; when too many wait, the next one is
 * refused with 429.
 */
final class MiningDesk implements AutoCloseable {
    private static final int TOO_MANY = 429;
    private static final int IDLE_SECONDS = 30;

    private final StoredLogs logs;
    private final AnswerCache answers;
    private final ThreadPoolExecutor pool;
    private final Map<Object, CompletableFuture<byte[]>> underWay = new ConcurrentHashMap<>();

    MiningDesk(Store store, MiningOptions options) {
        this.logs = new StoredLogs(store, options.events());
        this.answers = new AnswerCache(options.answerBytes());
        this.pool = new ThreadPoolExecutor(
                options.threads(),
                options.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(options.waiting()),
                MiningDesk::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mining");
        thread.setDaemon(true);
        return thread;
    }

    /** The answer about what a scope sees of a process; it fails as its computation does. */
    CompletableFuture<byte[]> ask(DefinitionHistory history, Scope scope, Question question) {
        byte[] known = logs.fresh(history, scope)
                .map(log -> answers.get(log, question))
                .orElse(null);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        List<Object> key = Arrays.asList(history.process(), scope.key(), question.key());
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        mine.whenComplete((answer, failure) -> underWay.remove(key, mine));
        try {
            pool.execute(() -> complete(mine, history, scope, question));
        } catch (RejectedExecutionException e) {
            mine.completeExceptionally(tooMany());
        }
        return mine;
    }

    private static HttpResponseException tooMany() {
        return new HttpResponseException(
                TOO_MANY,
                "too many questions about the log wait for their answers.",
                Map.of(EventBody.HINT, "Maybe ask again in some seconds."));
    }

    private void complete(CompletableFuture<byte[]> future, DefinitionHistory history, Scope scope, Question question) {
        try {
            future.complete(answer(logs.of(history, scope), question));
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        } catch (Error e) {
            future.completeExceptionally(new SojournException(ErrorCode.BROKEN, "mining failed: " + e + ".", null, e));
        }
    }

    private byte[] answer(StoredLog log, Question question) {
        byte[] known = answers.get(log, question);
        if (known != null) {
            return known;
        }
        byte[] answer = question.answer().apply(log);
        answers.put(log, question, answer);
        return answer;
    }

    /** What waits and what is being computed is given up; a thread that computes ends with its computation. */
    @Override
    public void close() {
        pool.shutdownNow();
        underWay.values().forEach(f -> f.cancel(false));
        try {
            pool.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        logs.close();
    }
}
