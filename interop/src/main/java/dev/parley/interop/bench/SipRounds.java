package dev.parley.interop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/** All phones of a room on one socket: one of them writes, the others note when each text came and answer at once. */
final class SipRounds implements AutoCloseable {
    private static final int BUFFER = 8 << 20;
    private static final int MOST_ROUNDS = 100_000;
    private static final long PATIENCE_SECONDS = 60;

    private final DatagramChannel channel;
    private final AtomicLongArray written = new AtomicLongArray(MOST_ROUNDS);
    private final AtomicIntegerArray missing = new AtomicIntegerArray(MOST_ROUNDS);
    private volatile Semaphore window = new Semaphore(0);
    private volatile Histogram latency = new Histogram(3);
    private int next;

    SipRounds() throws IOException {
        this.channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                .setOption(StandardSocketOptions.SO_SNDBUF, BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("sip-rounds").start(this::readAll);
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * Writes texts, at most so many of which are under way at a time, and waits until all have reached everybody.
     *
     * @param members how many copies each makes
     * @return nanoseconds
     */
    long write(InetSocketAddress room, int texts, int members, int atATime, Histogram latencies)
            throws IOException, InterruptedException {
        window = new Semaphore(atATime);
        latency = latencies;
        long start = System.nanoTime();
        for (int i = 0; i < texts; i++) {
            acquire(1);
            int round = next++;
            missing.set(round, members);
            written.set(round, System.nanoTime());
            channel.send(ByteBuffer.wrap(SipText.bytes(text(room, round))), room);
        }
        acquire(atATime);
        return System.nanoTime() - start;
    }

    private void acquire(int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not every copy came within " + PATIENCE_SECONDS + " s");
        }
    }

    private String text(InetSocketAddress room, int round) {
        String body = String.format("%06d a text of the usual length, as people write it", round);
        return "MESSAGE sip:3001@127.0.0.1:" + room.getPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port()
                + ";rport;branch=z9hG4bK-round-" + round + "\r\nMax-Forwards: 70\r\nFrom: <sip:writer@127.0.0.1>;tag=w"
                + round + "\r\nTo: <sip:3001@127.0.0.1>\r\nCall-ID: round-" + round
                + "\r\nCSeq: 1 MESSAGE\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        byte[] bytes = new byte[65_536];
        while (channel.isOpen()) {
            try {
                var from = channel.receive(buffer.clear());
                long at = System.nanoTime();
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                String message = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                if (message.startsWith("MESSAGE ")) {
                    channel.send(ByteBuffer.wrap(SipText.bytes(SipText.ok(message))), from);
                    came(message, at);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void came(String message, long at) {
        String body = SipText.body(message);
        int round = Integer.parseInt(body.substring(body.indexOf("0"), body.indexOf("0") + 6));
        latency.recordValue(at - written.get(round));
        if (missing.decrementAndGet(round) == 0) {
            window.release();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
