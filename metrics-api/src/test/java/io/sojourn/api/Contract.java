package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The written contract, {@code openapi.yaml}: every answer that a test gets is held against it. */
public final class Contract {
    private static final String TEXT = text();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(TEXT).build();

    private Contract() {}

    private static String text() {
        try (InputStream in = ApiServer.class.getResourceAsStream("/openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String yaml() {
        return TEXT;
    }

    /** The contract as maps and lists. */
    static Map<?, ?> tree() {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(TEXT);
    }

    /** True where the answer of a path fits; parameters may follow the path. */
    static boolean isKept(String method, String path, String type, int status, String body) {
        return messages(method, path, type, status, body).isEmpty();
    }

    private static String messages(String method, String path, String type, int status, String body) {
        SimpleResponse answer = SimpleResponse.Builder.status(status)
                .withContentType(type)
                .withBody(body)
                .build();
        var messages = VALIDATOR
                .validateResponse(path.replaceFirst("\\?.*", ""), Method.valueOf(method), answer)
                .getMessages();
        return messages.isEmpty() ? "" : messages.toString();
    }

    /** Fails where an answer doesn't fit; returns it. */
    public static HttpResponse<String> kept(String method, String path, HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(messages(method, path, type, response.statusCode(), response.body()))
                .as(method + " " + path + " " + response.statusCode() + " " + type + "\n" + response.body())
                .isEmpty();
        return response;
    }
}
