package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;

/**
 * Takes texts by FastAGI. Asterisk handles one message at a time and waits for the script, so the script only reads its
 * arguments and is done. FastAGI knows no password: keep it on loopback.
 */
final class FastAgiDoor implements AutoCloseable {
    private final AsteriskConfig.Door.FastAgi where;
    private final Consumer<MessageRecord> texts;
    private final Server server;

    FastAgiDoor(AsteriskConfig.Door.FastAgi where, Consumer<MessageRecord> texts) {
        this.where = where;
        this.texts = texts;
        this.server = new Server(where, this::serve);
    }

    /** @throws UncheckedIOException if the address cannot be listened on */
    void open() {
        server.probe();
        Thread.ofVirtual().name("fastagi").start(server::listen);
    }

    private void serve(AgiRequest request, AgiChannel channel) {
        MessageRecord.of(arguments(request)).ifPresent(texts);
    }

    private static List<String> arguments(AgiRequest request) {
        String[] arguments = request.getArguments();
        return arguments == null
                ? List.of()
                : Arrays.stream(arguments)
                        .map(argument -> argument == null ? "" : argument)
                        .toList();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    @Override
    public String toString() {
        return "FastAGI at " + where.host() + ":" + where.port();
    }

    /** asterisk-java's server, on our address only and with a virtual thread for each call. */
    private static final class Server extends DefaultAgiServer {
        Server(AsteriskConfig.Door.FastAgi where, AgiScript script) {
            super(script);
            setPort(where.port());
            setAddress(address(where.host()));
        }

        @Override
        protected ThreadPoolExecutor createPool() {
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    0,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofVirtual().name("fastagi-", 0).factory());
        }

        /** asterisk-java binds where it serves, on a thread of its own, too late to tell whoever starts us. */
        void probe() {
            try (ServerSocket free = new ServerSocket(getPort(), 1, getAddress())) {
                free.setReuseAddress(true);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "fastagi: " + getAddress().getHostAddress() + ":" + getPort()
                                + " cannot be listened on (" + e.getMessage()
                                + "). Write another port in parley.yaml and in PARLEY_AGI of the dialplan.",
                        e);
            }
        }

        void listen() {
            try {
                startup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InetAddress address(String host) {
            try {
                return InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("fastagi.host " + host + " is not an address of this machine", e);
            }
        }
    }
}
