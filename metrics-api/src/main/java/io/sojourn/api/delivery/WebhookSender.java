package io.sojourn.api.delivery;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** One try: a signed POST, no redirects, the answer's body thrown away unread. */
final class WebhookSender {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private final Destination destination;
    private final InstantSource clock;
    private final HttpClient client;

    WebhookSender(Destination destination, InstantSource clock) {
        this.destination = destination;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(destination.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    Answer send(Message message) throws InterruptedException {
        try {
            String refusal = AddressGuard.refusal(destination.url(), destination.allowPrivate());
            if (refusal != null) {
                return new Answer(0, null, refusal);
            }
            HttpResponse<Void> response = client.send(request(message), HttpResponse.BodyHandlers.discarding());
            int status = response.statusCode();
            boolean delivered = status >= 200 && status < 300;
            return new Answer(status, retryAfter(response.headers()), delivered ? null : "answer " + status);
        } catch (HttpTimeoutException e) {
            return new Answer(0, null, "no answer in " + destination.timeout().toMillis() + " ms");
        } catch (IOException e) {
            return new Answer(0, null, "no connection: " + e.getClass().getSimpleName());
        }
    }

    private HttpRequest request(Message message) {
        long timestamp = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(destination.url())
                .timeout(destination.timeout())
                .header("content-type", "application/cloudevents+json; charset=UTF-8")
                .header("user-agent", "sojourn")
                .header("webhook-id", message.messageId())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header(
                        "webhook-signature",
                        destination.secret().sign(message.messageId(), timestamp, message.envelope()))
                .POST(HttpRequest.BodyPublishers.ofString(message.envelope(), StandardCharsets.UTF_8))
                .build();
    }

    /** Seconds or a date; what can't be read counts as absent. */
    private Duration retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("retry-after").orElse("").strip();
        Duration wait = null;
        if (text.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                wait = Duration.between(clock.instant(), until);
            } catch (DateTimeException e) {
                return null;
            }
        }
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }
}
