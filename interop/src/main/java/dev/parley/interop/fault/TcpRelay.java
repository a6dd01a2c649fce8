package dev.parley.interop.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Stands in front of a TCP port on loopback and lets connections fail in the ways of a network. */
public final class TcpRelay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Gate gate = new Gate();
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final Supplier<Segments> segments;
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean refusing;

    private TcpRelay(ServerSocket door, int target, Supplier<Segments> segments) {
        this.door = door;
        this.target = target;
        this.segments = segments;
    }

    public static TcpRelay to(int port) {
        return to(port, () -> Segments.WHOLE);
    }

    /**
     * One that tears what comes through into segments at any byte, each of which takes its time.
     *
     * @param seed of where it tears, so that it does it again
     */
    public static TcpRelay tearing(int port, long seed) {
        AtomicLong next = new AtomicLong(seed);
        return to(port, () -> Segments.torn(next.getAndIncrement()));
    }

    private static TcpRelay to(int port, Supplier<Segments> segments) {
        try {
            var relay = new TcpRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, segments);
            Thread.ofVirtual().name("relay").start(relay::acceptAll);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    public int connections() {
        return pipes.size();
    }

    /** Bytes that have come through, both ways. */
    public long passed() {
        return passed.get();
    }

    /** Ends all connections in the orderly way; new ones are let through. */
    public void cut() {
        List.copyOf(pipes).forEach(Pipe::close);
    }

    /** Breaks all connections: both sides see a reset. */
    public void reset() {
        List.copyOf(pipes).forEach(Pipe::reset);
    }

    /** From now on nothing comes through, neither bytes nor the end of a connection, until {@link #resume()}. */
    public void stall() {
        gate.shut();
    }

    /** What waited goes on, except in connections that one side has given up meanwhile. */
    public void resume() {
        gate.open();
    }

    /** New connections are closed at once; those there are stay. */
    public void refuse(boolean on) {
        refusing = on;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gate.open();
        cut();
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                accept(door.accept());
            } catch (IOException e) {
                // The relay was closed, or there is nobody behind it just now: the next one may have more luck.
            }
        }
    }

    private Supplier<Segments> counted() {
        return () -> {
            Segments written = segments.get();
            return (bytes, to) -> {
                written.write(bytes, to);
                passed.addAndGet(bytes.length);
            };
        };
    }

    private void accept(Socket client) throws IOException {
        if (refusing) {
            client.close();
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            var pipe = new Pipe(client, server, gate, counted(), pipes::remove);
            pipes.add(pipe);
            pipe.open();
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }
}
