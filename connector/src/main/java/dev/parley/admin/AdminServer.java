package dev.parley.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import dev.parley.chat.Traces;
import dev.parley.config.AdminConfig;
import dev.parley.pbx.PbxState;
import dev.parley.room.Rooms;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health, metrics, rosters and traces over HTTP, to read only, for this machine only. */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    /** Names of this machine that no name server can give to another (RFC 6761 §6.3), with or without a port. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    private final AdminConfig config;
    private final Resources resources;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Takes the port at once, so that a second Parley on this machine fails before it touches a PBX. */
    public AdminServer(
            AdminConfig config,
            Rooms rooms,
            Links links,
            Traces traces,
            ClientProfiles profiles,
            Supplier<List<PbxState>> pbxs,
            PrometheusMeterRegistry metrics) {
        this.config = config;
        this.resources = new Resources(rooms, links, traces, profiles, pbxs, metrics);
        this.server = bound();
    }

    public void start() {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private HttpServer bound() {
        try {
            InetAddress host = InetAddress.getByName(config.host());
            if (!host.isLoopbackAddress()) {
                throw new IOException("it is no loopback address, and there is no login");
            }
            return HttpServer.create(new InetSocketAddress(host, config.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serve health and metrics on " + config.host() + ":" + config.port() + ": " + e.getMessage()
                            + ". In parley.yaml set admin.port to a free port (0 takes any), admin.host to 127.0.0.1, or"
                            + " admin.enabled to false.",
                    e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-store");
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        // A page in the administrator's browser may name this address by its own domain (DNS rebinding); then Host
        // tells.
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        if (!THIS_MACHINE.matcher(host).matches()) {
            return Json.answer(
                    403, new Problem("This is for this machine only.", "Ask for http://localhost:" + port() + "/."));
        }
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Json.answer(405, new Problem("This can only be read.", "Use GET."));
        }
        try {
            return resources.get(exchange.getRequestURI());
        } catch (RuntimeException e) {
            LOG.warn("A request to the admin server failed", e);
            return Json.answer(500, new Problem("This failed; Parley's log says why.", "Please report it."));
        }
    }
}
