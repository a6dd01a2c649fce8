package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The connection under asterisk-java's reader and writer. Its own one reads 1,024 characters at a time and looks for
 * the ends of lines by pattern, which took half of the reading thread's time, and leaves small writes waiting for the
 * other side's acknowledgement.
 */
final class AmiSocket implements SocketConnectionFacade {
    private static final int BUFFER = 65_536;
    /** No line of AMI comes near it; one that does not end must not fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final TextAnswers answers;
    private final Runnable broken;
    private final Queue<String> ahead = new ArrayDeque<>();
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    private AmiSocket(Socket socket, TextAnswers answers, Runnable broken) throws IOException {
        this.socket = socket;
        this.answers = answers;
        this.broken = broken;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * @param answers takes the answers to texts, which the reader does not see
     * @param broken is run when nothing more can be read, before the reader hears of it
     * @throws IOException if nobody is there; a silence longer than the configuration's ends a read with one too
     */
    static AmiSocket connect(AsteriskConfig config, Duration patience, TextAnswers answers, Runnable broken)
            throws IOException {
        SocketFactory factory = config.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        Socket socket = factory.createSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) config.silence().toMillis());
            socket.connect(new InetSocketAddress(config.host(), config.port()), (int) patience.toMillis());
            return new AmiSocket(socket, answers, broken);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A line without its CRLF. */
    @Override
    public String readLine() throws IOException {
        while (ahead.isEmpty()) {
            String line = nextLine();
            if (!line.startsWith("Response: ")) {
                return line;
            }
            String second = nextLine();
            if (TextAnswers.areMeantBy(second)) {
                answers.take(frame(line, second));
            } else {
                ahead.addAll(List.of(line, second));
            }
        }
        return ahead.remove();
    }

    private List<String> frame(String first, String second) throws IOException {
        List<String> frame = new ArrayList<>(List.of(first, second));
        for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
            frame.add(line);
        }
        return frame;
    }

    private String nextLine() throws IOException {
        byte[] before = new byte[0];
        while (true) {
            for (int i = next; i < end; i++) {
                if (buffer[i] == '\n') {
                    String line = line(before, i);
                    next = i + 1;
                    return line;
                }
            }
            before = joined(before, end);
            if (before.length > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            fill();
        }
    }

    private String line(byte[] before, int lineFeed) {
        byte[] line = before.length == 0 ? buffer : joined(before, lineFeed);
        int from = before.length == 0 ? next : 0;
        int to = before.length == 0 ? lineFeed : line.length;
        boolean carriageReturn = to > from && line[to - 1] == '\r';
        return new String(line, from, to - from - (carriageReturn ? 1 : 0), StandardCharsets.UTF_8);
    }

    private byte[] joined(byte[] before, int to) {
        byte[] joined = Arrays.copyOf(before, before.length + to - next);
        System.arraycopy(buffer, next, joined, before.length, to - next);
        return joined;
    }

    private void fill() throws IOException {
        try {
            read();
        } catch (IOException e) {
            broken.run();
            throw e;
        }
    }

    private void read() throws IOException {
        int read = in.read(buffer);
        if (read < 0) {
            throw new IOException("the other side closed the connection");
        }
        next = 0;
        end = read;
    }

    @Override
    public synchronized void write(String frames) throws IOException {
        out.write(frames.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }
}
