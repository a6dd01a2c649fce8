package dev.parley.sip.focus;

import dev.parley.Parley;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A whole Parley with a focus in front of a PBX that is a {@link Ua}. Its AMI leads nowhere: signalling needs none. */
final class Given implements AutoCloseable {
    private final Parley parley;
    private final int port;
    private final Ua pbx;

    private Given(Parley parley, int port, Ua pbx) {
        this.parley = parley;
        this.port = port;
        this.pbx = pbx;
    }

    static Given focus() throws IOException, ConfigException {
        return focus("");
    }

    /** @param more lines under {@code focus:} */
    static Given focus(String more) throws IOException, ConfigException {
        return focus("udp", more);
    }

    /** Its PBX takes calls over TCP, and does not listen. */
    static Given behindTcp() throws IOException, ConfigException {
        return focus("tcp", "");
    }

    private static Given focus(String transport, String more) throws IOException, ConfigException {
        int port = freePort();
        Ua pbx = new Ua("pbx", port);
        String config = """
                pbx:
                  - name: main
                    asterisk: {port: 1, secret: nobody, domain: pbx.example}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                  realm: parley
                  listen: ["udp:127.0.0.1:%d", "tcp:127.0.0.1:%d"]
                  focus:
                    pbx:
                      - {name: main, host: conf.example, calls: "127.0.0.1:%d", transport: %s}
                """.formatted(port, port, pbx.port(), transport) + more.indent(4);
        return new Given(Parley.start(ConfigFile.parse("parley.yaml", config, Map.of())), port, pbx);
    }

    /** Free for UDP and TCP. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        while (true) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                return udp.getLocalPort();
            } catch (BindException taken) {
                // by somebody's UDP: another one
            }
        }
    }

    int port() {
        return port;
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

    record UpCall(Caller caller, Callee callee) {}

    int calls() {
        return parley.focusCalls();
    }

    @Override
    public void close() {
        parley.close();
        pbx.close();
    }
}
