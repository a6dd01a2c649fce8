package dev.parley.interop.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two UDP ports on loopback: what the one sends to the port on its side leaves at the other. */
public final class UdpRelay implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket left;
    private final DatagramSocket right;
    private final Weather weather;
    private final Random chance;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong passed = new AtomicLong();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("udp-relay").daemon().factory());

    private UdpRelay(DatagramSocket left, DatagramSocket right, Weather weather, long seed) {
        this.left = left;
        this.right = right;
        this.weather = weather;
        this.chance = new Random(seed);
    }

    /** @param seed of what the weather does, so that it does it again */
    public static UdpRelay between(int leftParty, int rightParty, Weather weather, long seed) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            UdpRelay relay =
                    new UdpRelay(new DatagramSocket(0, loopback), new DatagramSocket(0, loopback), weather, seed);
            Thread.ofVirtual().start(() -> relay.carry(relay.left, relay.right, rightParty));
            Thread.ofVirtual().start(() -> relay.carry(relay.right, relay.left, leftParty));
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the left party sends to. */
    public int leftPort() {
        return left.getLocalPort();
    }

    /** Where the right party sends to. */
    public int rightPort() {
        return right.getLocalPort();
    }

    public long lost() {
        return lost.get();
    }

    public long passed() {
        return passed.get();
    }

    private void carry(DatagramSocket from, DatagramSocket to, int port) {
        byte[] buffer = new byte[LARGEST];
        while (!from.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                from.receive(packet);
                take(Arrays.copyOf(buffer, packet.getLength()), to, port);
            } catch (IOException e) {
                // Closed, or nobody listens at the other end just now: datagrams to it are lost.
            }
        }
    }

    private synchronized void take(byte[] datagram, DatagramSocket to, int port) {
        if (chance.nextDouble() < weather.lost()) {
            lost.incrementAndGet();
            return;
        }
        send(datagram, to, port);
        if (chance.nextDouble() < weather.repeated()) {
            send(datagram, to, port);
        }
    }

    private void send(byte[] datagram, DatagramSocket to, int port) {
        passed.incrementAndGet();
        long micros = weather.slowest().isZero()
                ? 0
                : chance.nextLong(weather.slowest().toNanos() / 1_000);
        later.schedule(() -> leave(datagram, to, port), micros, TimeUnit.MICROSECONDS);
    }

    private static void leave(byte[] datagram, DatagramSocket from, int port) {
        try {
            from.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            // As in a network: nobody is told.
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        left.close();
        right.close();
    }
}
