package dev.parley.interop.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** RTP of one phone: silence at 50 packets a second (RFC 3551 §4.2), and a count of what comes. */
public final class Audio implements AutoCloseable {
    private static final long PACE = Duration.ofMillis(20).toNanos();
    private static final int SAMPLES = 160;
    private static final int HEADER = 12;
    private static final byte QUIET = (byte) 0xFF;

    private final DatagramSocket socket;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private volatile Optional<InetSocketAddress> to = Optional.empty();

    Audio() {
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("phone-speaks").start(this::speak);
        Thread.ofVirtual().name("phone-hears").start(this::hear);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Packets that it has sent. */
    public long sent() {
        return sent.get();
    }

    /** Packets that came, from whomever. */
    public long heard() {
        return heard.get();
    }

    void speakTo(InetSocketAddress other) {
        to = Optional.of(other);
    }

    void fallSilent() {
        to = Optional.empty();
    }

    private void speak() {
        byte[] packet = new byte[HEADER + SAMPLES];
        Arrays.fill(packet, HEADER, packet.length, QUIET);
        ByteBuffer header = ByteBuffer.wrap(packet);
        header.put(0, (byte) 0x80).putInt(8, port());
        for (long next = System.nanoTime(); !socket.isClosed(); next += PACE) {
            LockSupport.parkNanos(next - System.nanoTime());
            to.ifPresent(address -> {
                long number = sent.getAndIncrement();
                header.putShort(2, (short) number).putInt(4, (int) (number * SAMPLES));
                send(packet, address);
            });
        }
    }

    private void send(byte[] packet, InetSocketAddress address) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, address));
        } catch (IOException e) {
            // closed, or the other side has gone
        }
    }

    private void hear() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                heard.incrementAndGet();
            } catch (IOException e) {
                // closed, which ends the loop, or nobody is there any more to send to
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
