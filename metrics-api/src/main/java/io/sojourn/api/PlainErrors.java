package io.sojourn.api;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers to requests that are so broken that no route sees them: a problem document, without a word of the server's inside. */
final class PlainErrors implements Request.Handler {
    private static final HttpField PROBLEM = new HttpField(HttpHeader.CONTENT_TYPE, "application/problem+json");

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        String code = status >= 500 ? "broken" : "bad_request";
        String problem = "{\"type\":\"about:blank\",\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":"
                + status + ",\"detail\":\"the request can't be read as HTTP\",\"code\":\"" + code
                + "\",\"hint\":null}";
        response.getHeaders().put(PROBLEM);
        response.write(true, BufferUtil.toBuffer(problem, StandardCharsets.UTF_8), callback);
        return true;
    }
}
