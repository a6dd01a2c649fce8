package dev.parley.interop.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through the relay: two sockets, and what is under way between them. */
final class Pipe {
    private static final byte[] END = new byte[0];

    private final Socket client;
    private final Socket server;
    private final Gate gate;
    private final Supplier<Segments> segments;
    private final Consumer<Pipe> onEnd;
    private volatile boolean givenUp;

    /** @param segments of each direction */
    Pipe(Socket client, Socket server, Gate gate, Supplier<Segments> segments, Consumer<Pipe> onEnd) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.segments = segments;
        this.onEnd = onEnd;
    }

    void open() {
        carry(client, server);
        carry(server, client);
    }

    private void carry(Socket from, Socket to) {
        var underWay = new LinkedBlockingQueue<byte[]>();
        Thread.ofVirtual().name("relay-in").start(() -> read(from, underWay));
        Thread.ofVirtual().name("relay-out").start(() -> write(underWay, to));
    }

    /** Goes on reading while nothing comes through: a side that gives up then takes its bytes with it. */
    private void read(Socket from, BlockingQueue<byte[]> underWay) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                underWay.add(Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // Reset by this side, or by us: the end of it in any case.
        }
        givenUp |= gate.isShut();
        underWay.add(END);
    }

    private void write(BlockingQueue<byte[]> underWay, Socket to) {
        Segments written = segments.get();
        try {
            to.setTcpNoDelay(true);
            for (byte[] bytes = underWay.take(); bytes != END; bytes = underWay.take()) {
                gate.pass();
                if (givenUp) {
                    break;
                }
                written.write(bytes, to.getOutputStream());
            }
            gate.pass();
        } catch (IOException e) {
            // The other side is gone: nothing to carry any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed a moment ago.
        }
        close();
    }

    void close() {
        onEnd.accept(this);
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
