package dev.parley.pbx.asterisk;

import dev.parley.chat.Limits;
import dev.parley.chat.Outcome;
import dev.parley.config.AsteriskConfig;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * AMI over Asterisk's own HTTP server, which takes line feeds and long texts (20,000 bytes seen on 16.28 and 22.10).
 * Every use logs in and out again: the dialplan tells by the AMI user's sessions whether Parley is there, and a
 * forgotten one would look like it for a minute.
 */
final class AmiOverHttp {
    static final Limits LIMITS = new Limits(20_000, true);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration PROBE_HOLDS = Duration.ofSeconds(10);

    private final AsteriskConfig config;
    private final URI rawman;
    private volatile Probe probe = new Probe(false, Instant.MIN);

    private record Probe(boolean usable, Instant until) {}

    AmiOverHttp(AsteriskConfig config, URI root) {
        this.config = config;
        this.rawman = root.resolve(root.getPath().endsWith("/") ? "rawman" : root.getPath() + "/rawman");
    }

    /** Whether it can be logged in there, so that a long text goes in parts over AMI where it cannot. Asked now and then. */
    boolean isUsable() {
        Probe last = probe;
        if (last.until().isAfter(Instant.now())) {
            return last.usable();
        }
        boolean usable = send(Map.of("action", "Ping"), PROBE_PATIENCE) instanceof Outcome.HandedOver;
        probe = new Probe(usable, Instant.now().plus(PROBE_HOLDS));
        return usable;
    }

    Outcome messageSend(String destination, String from, String body, String mark, Duration patience) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("action", "MessageSend");
        form.put("Destination", destination);
        form.put("From", from);
        form.put("Body", body);
        form.put("Variable", OutOfDialog.MARK + "=" + mark);
        return send(form, patience);
    }

    Outcome sendText(String channel, String body, Duration patience) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("action", "SendText");
        form.put("Channel", channel);
        form.put("Message", body);
        return send(form, patience);
    }

    private Outcome send(Map<String, String> form, Duration patience) {
        try (HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            String login = post(http, login(), patience);
            if (!isSuccess(login)) {
                return new Outcome.Refused("login at " + rawman + ": " + message(login));
            }
            String answer = post(http, form, patience);
            post(http, Map.of("action", "Logoff"), patience);
            return isSuccess(answer) ? new Outcome.HandedOver() : new Outcome.Refused(message(answer));
        } catch (IOException e) {
            return new Outcome.Refused(rawman + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Expired("shutting down");
        }
    }

    private Map<String, String> login() {
        return Map.of(
                "action",
                "Login",
                "Username",
                config.user(),
                "Secret",
                config.secret().value());
    }

    private String post(HttpClient http, Map<String, String> form, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rawman)
                .timeout(patience.isPositive() ? patience : Duration.ofMillis(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static boolean isSuccess(String answer) {
        return answer.contains("Response: Success");
    }

    private static String message(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("Message: "))
                .map(line -> line.substring("Message: ".length()))
                .findFirst()
                .orElse("no answer that AMI would give");
    }
}
