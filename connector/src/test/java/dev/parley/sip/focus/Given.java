package dev.parley.sip.focus;

import static org.awaitility.Awaitility.await;

import dev.parley.Parley;
import dev.parley.config.Config;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.pbx.PbxState;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.Key;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole Parley with a focus in front of a PBX that is a {@link Ua}. Mostly its AMI leads nowhere: signalling needs none. */
final class Given implements AutoCloseable {
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000));

    private Parley parley;
    private final Config config;
    private final int port;
    private final int tls;
    private final Ua pbx;

    private Given(Config config, int port, int tls, Ua pbx) {
        this.config = config;
        this.parley = Parley.start(config);
        this.port = port;
        this.tls = tls;
        this.pbx = pbx;
    }

    static Given focus() throws IOException, ConfigException {
        return focus("");
    }

    /** @param more lines under {@code focus:} */
    static Given focus(String more) throws IOException, ConfigException {
        return with("udp", "", more);
    }

    /** One whose calls outlive it. */
    static Given keeping(Path state) throws IOException, ConfigException {
        return with("udp", "state: " + state + "\n", "");
    }

    /** Its PBX takes calls over TCP, and does not listen. */
    static Given behindTcp() throws IOException, ConfigException {
        return with("tcp", "", "");
    }

    /** Its PBX believes what Parley says of its callers, of whom this file knows the passwords. */
    static Given vouching(Path users) throws IOException, ConfigException {
        return with("udp, callers: asserted", "users: " + users + "\n", "");
    }

    /** One that listens for TLS too. */
    static Given withKey(Key key) throws IOException, ConfigException {
        int tls = freePort();
        String sip = "tls: {keystore: " + key.keystore() + ", secret: " + Key.PASSWORD + "}\n";
        return with(1, "udp", sip, "", ", \"tls:127.0.0.1:" + tls + "\"", tls);
    }

    /** One that is attached to an AMI at this port. */
    static Given attachedTo(int ami) throws IOException, ConfigException {
        Given given = with(ami, "udp", "", "", "", 0);
        await().until(() -> given.parley.states().stream().allMatch(PbxState::isUp));
        return given;
    }

    private static Given with(String transport, String sip, String more) throws IOException, ConfigException {
        return with(1, transport, sip, more, "", 0);
    }

    private static Given with(int ami, String transport, String sip, String more, String listen, int tls)
            throws IOException, ConfigException {
        int port = freePort();
        Ua pbx = new Ua("pbx", port);
        String config = """
                pbx:
                  - name: main
                    asterisk: {port: %d, secret: nobody, domain: pbx.example}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                profiles: %s
                sip:
                  realm: parley
                  listen: ["udp:127.0.0.1:%d", "tcp:127.0.0.1:%d"%s]
                  focus:
                    pbx:
                      - {name: main, host: conf.example, calls: "127.0.0.1:%d", transport: %s}
                """.formatted(ami, profiles(), port, port, listen, pbx.port(), transport)
                + more.indent(4)
                + sip.indent(2);
        return new Given(ConfigFile.parse("parley.yaml", config, Map.of()), port, tls, pbx);
    }

    private static String profiles() throws IOException {
        Path file = Files.createTempFile("profiles", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, """
                profiles:
                  - {name: in-call, user-agent: "InCall/", prefer: in-dialog, in-dialog: yes, name-in-text: yes}
                """);
        return file.toString();
    }

    /**
     * Free for UDP and TCP, and below those that sockets get which ask for any (32768 on Linux): other tests run at the same
     * time.
     */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        while (true) {
            int port = 20_000 + NEXT_PORT.getAndIncrement() % 10_000;
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(port, loopback)) {
                return udp.getLocalPort();
            } catch (BindException taken) {
                // another one
            }
        }
    }

    int port() {
        return port;
    }

    /** Where it listens for TLS. */
    int tls() {
        return tls;
    }

    Ua pbx() {
        return pbx;
    }

    Ua phone(String user) throws IOException {
        return new Ua(user, port);
    }

    /** A call of this phone to room 3001 that is up on both sides. */
    UpCall up(Ua phone) throws IOException {
        Caller caller = new Caller(phone, "3001");
        caller.invite("Allow: INVITE, ACK, BYE, CANCEL, MESSAGE, UPDATE\r\n");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "Allow: INVITE, ACK, BYE, CANCEL, UPDATE, INFO\r\n", Ua.SDP);
        pbx.awaitRequest("ACK");
        Packet ok = phone.awaitAnswer(200, "INVITE");
        caller.ack(ok, "");
        caller.request("OPTIONS", "", "", ""); // what is answered comes after the ACK
        phone.awaitAnswer(200, "OPTIONS");
        return new UpCall(caller, callee);
    }

    /** The PBX tells that the leg of this call has come into room 3001. */
    void joins(UpCall call, String userAgent) {
        String user = call.caller().ua().user();
        RoomId room = new RoomId("main", "3001");
        Leg leg = new Leg(call.callee().invite().header("Call-ID"), userAgent, Set.of("MESSAGE"), "127.0.0.1:5060");
        Member member = new Member(new MemberId("leg-" + user), new Identity(user, user, true), user, Set.of(), leg);
        parley.rooms().happened(new RoomEvent.Joined(room, member, Instant.now()));
        await().until(() -> parley.rooms().get(room).member(member.id()).isPresent());
    }

    /** What became of texts, one line for each copy. */
    List<String> traces() {
        return parley.traces().latest(50).stream().map(Object::toString).toList();
    }

    record UpCall(Caller caller, Callee callee) {}

    /** This Parley ends, and another begins with what it has written down. */
    void restart() {
        parley.close();
        parley = Parley.start(config);
    }

    /** The same, but nothing of what this one has written down is left. */
    void restartWithout(Path state) throws IOException {
        parley.close();
        Files.delete(state.resolve("parley.state"));
        parley = Parley.start(config);
    }

    void end() {
        parley.close();
    }

    int calls() {
        return parley.focusCalls();
    }

    @Override
    public void close() {
        parley.close();
        pbx.close();
    }
}
