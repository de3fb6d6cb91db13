package io.sojourn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.sojourn.api.access.Audited;
import io.sojourn.api.ingest.EventBody;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into {@code application/problem+json}; what is our own trouble is logged and not told. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int UNAUTHENTICATED = 401;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final String RETRY_AFTER = "Retry-After";
    private static final String RETRY_SECONDS = "5";

    private final ObjectMapper mapper;

    Problems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(RoutesConfig routes) {
        routes.exception(SojournException.class, (e, ctx) -> refuse(ctx, e));
        routes.exception(HttpResponseException.class, (e, ctx) -> {
            e.getDetails().forEach((name, value) -> LOG.debug("{}: {}", name, value));
            String hint = e.getDetails().get(EventBody.HINT);
            if (e.getStatus() == TOO_MANY && ctx.res().getHeader(RETRY_AFTER) == null) {
                ctx.header(RETRY_AFTER, RETRY_SECONDS);
            }
            answer(ctx, e.getStatus(), wordOf(e.getStatus()), e.getMessage(), hint);
        });
        routes.exception(Exception.class, (e, ctx) -> broken(ctx, e));
        routes.error(404, ctx -> ifEmpty(ctx, 404));
        routes.error(405, ctx -> ifEmpty(ctx, 405));
    }

    private void refuse(Context ctx, SojournException e) {
        if (e.code().kind() == ErrorCode.Kind.BROKEN) {
            broken(ctx, e);
            return;
        }
        if (e.code().kind() == ErrorCode.Kind.BUSY) {
            ctx.header(RETRY_AFTER, RETRY_SECONDS);
        }
        answer(ctx, status(e.code()), e.code().word(), e.getMessage(), e.hint());
    }

    private void broken(Context ctx, Exception e) {
        LOG.error("{} {} failed", ctx.method(), oneLine(ctx.path()), e);
        answer(
                ctx,
                500,
                ErrorCode.BROKEN.word(),
                "the server has a defect or its store is damaged.",
                "Maybe its log tells more.");
    }

    /** A path may have anything in it; a line of a log is one line. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private void ifEmpty(Context ctx, int status) {
        if (ctx.result() == null || !String.valueOf(ctx.res().getContentType()).startsWith("application/problem")) {
            answer(ctx, status, wordOf(status), ctx.method() + " " + ctx.path() + " is not there", null);
        }
    }

    private static String wordOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED.word();
            case 403 -> ErrorCode.FORBIDDEN.word();
            case 404 -> ErrorCode.NOT_FOUND.word();
            case 413 -> ErrorCode.OVER_LIMIT.word();
            case 429, 503 -> ErrorCode.BUSY.word();
            default -> ErrorCode.BAD_REQUEST.word();
        };
    }

    static int status(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case OTHER_DATA -> 409;
            case BUSY -> 503;
            case BROKEN -> 500;
            default -> UNPROCESSABLE;
        };
    }

    private void answer(Context ctx, int status, String code, String detail, String hint) {
        if (status == UNAUTHENTICATED) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"sojourn\"");
        }
        Audited.code(ctx, code.toLowerCase(Locale.ROOT));
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("code", code.toLowerCase(Locale.ROOT));
        problem.put("hint", hint);
        try {
            ctx.status(status).contentType("application/problem+json").result(mapper.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has no JSON form", e);
        }
    }
}
