package dev.parley.interop.ami;

import dev.parley.interop.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** One AMI connection on loopback; keeps every frame that came. */
public final class RawAmi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;
    private final String banner;
    private final Seen<AmiFrame> frames = new Seen<>();
    private final Seen<Boolean> closed = new Seen<>();
    private final AtomicLong actionIds = new AtomicLong();

    private RawAmi(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.banner = Optional.ofNullable(in.readLine())
                .orElseThrow(() -> new IOException("AMI closed the connection without its greeting"));
    }

    public static RawAmi connect(int port) throws IOException {
        var ami = new RawAmi(new Socket(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().name("raw-ami").start(ami::readAll);
        return ami;
    }

    public static RawAmi login(int port, String user, String secret) throws IOException {
        RawAmi ami = connect(port);
        AmiFrame answer = ami.ask("Login", "Username: " + user, "Secret: " + secret);
        if (!answer.isSuccess()) {
            ami.close();
            throw new IOException("AMI login of " + user + " failed: " + answer);
        }
        return ami;
    }

    /** The first line from the server, for example {@code Asterisk Call Manager/11.0.0}. */
    public String banner() {
        return banner;
    }

    /** Sends an action and does not wait. Returns its ActionID. */
    public String send(String action, String... lines) {
        String id = "raw-" + actionIds.incrementAndGet();
        var frame = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (String line : lines) {
            frame.append(line).append("\r\n");
        }
        sendBytes(frame.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** Sends bytes as they are. */
    public void sendBytes(byte[] bytes) {
        try {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an action and waits for its response. */
    public AmiFrame ask(String action, String... lines) {
        String id = send(action, lines);
        return await(action, frame -> frame.header("Response").isPresent() && isAbout(frame, id) && !isEvent(frame));
    }

    /** Sends an action that answers with a list, and waits for its items. An error is a list without items. */
    public List<AmiFrame> list(String action, String... lines) {
        String id = send(action, lines);
        await(action, frame -> isAbout(frame, id) && (isComplete(frame) || isError(frame)));
        return frames().stream()
                .filter(frame -> isAbout(frame, id) && isEvent(frame) && !isComplete(frame))
                .toList();
    }

    /** The value of a variable of the channel, or a global one without a channel. */
    public String getvar(String channel, String variable) {
        AmiFrame answer = channel.isEmpty()
                ? ask("Getvar", "Variable: " + variable)
                : ask("Getvar", "Channel: " + channel, "Variable: " + variable);
        return answer.header("Value").orElse("");
    }

    /** The first frame that fits, also among those that came before this call. */
    public Optional<AmiFrame> await(Predicate<AmiFrame> wanted, Duration atMost) {
        return frames.await(wanted, atMost);
    }

    /** The first event of this name, also among those that came before this call. */
    public AmiFrame awaitEvent(String name, Predicate<AmiFrame> wanted) {
        return await("event " + name, frame -> frame.isEvent(name) && wanted.test(frame));
    }

    /** Everything that came since the start, or since the last {@link #forget()}. */
    public List<AmiFrame> frames() {
        return frames.all();
    }

    public List<AmiFrame> events(String name) {
        return frames().stream().filter(frame -> frame.isEvent(name)).toList();
    }

    public void forget() {
        frames.forget();
    }

    /** True as soon as the server has closed the connection. */
    public boolean awaitClosed(Duration atMost) {
        return closed.await(done -> done, atMost).isPresent();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AmiFrame await(String what, Predicate<AmiFrame> wanted) {
        return await(wanted, PATIENCE)
                .orElseThrow(() -> new IllegalStateException("AMI: nothing came for " + what + "; seen: " + frames()));
    }

    private void readAll() {
        var lines = new ArrayList<String>();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    frames.add(new AmiFrame(lines));
                    lines.clear();
                }
            }
        } catch (IOException e) {
            // Closed by one of the two sides: that is how a connection ends.
        } finally {
            closed.add(true);
        }
    }

    private static boolean isAbout(AmiFrame frame, String id) {
        return frame.header("ActionID").filter(id::equals).isPresent();
    }

    private static boolean isEvent(AmiFrame frame) {
        return frame.header("Event").isPresent();
    }

    private static boolean isComplete(AmiFrame frame) {
        return frame.header("EventList").filter("Complete"::equalsIgnoreCase).isPresent();
    }

    private static boolean isError(AmiFrame frame) {
        return frame.header("Response").filter("Error"::equals).isPresent();
    }
}
