package dev.parley.interop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes every call at once, in the place of a PBX: for more calls than one can take. */
final class FocusPbx implements AutoCloseable {
    private static final int BUFFER = 8 << 20;
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=sendrecv\r\n";

    private final DatagramChannel channel;
    private final Map<String, String> callIds = new ConcurrentHashMap<>();

    FocusPbx() throws IOException {
        this.channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                .setOption(StandardSocketOptions.SO_SNDBUF, BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("focus-pbx").start(this::readAll);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), channel.socket().getLocalPort());
    }

    /** The Call-ID of a user's latest call, as this side of the focus sees it. */
    String callId(String user) {
        return callIds.getOrDefault(user, "");
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        byte[] bytes = new byte[65_536];
        while (channel.isOpen()) {
            try {
                SocketAddress from = channel.receive(buffer.clear());
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                received(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), from);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void received(String message, SocketAddress from) throws IOException {
        if (SipText.isResponse(message) || message.startsWith("ACK ")) {
            return;
        }
        String ok = SipText.ok(message);
        if (message.startsWith("INVITE ")) {
            String caller = SipText.header(message, "From");
            callIds.put(SipText.user(caller), SipText.header(message, "Call-ID"));
            ok = ok.replace(
                    "Content-Length: 0\r\n\r\n",
                    "Contact: <sip:127.0.0.1:" + address().getPort()
                            + ">\r\nContent-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n"
                            + SDP);
        }
        channel.send(ByteBuffer.wrap(SipText.bytes(ok)), from);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
