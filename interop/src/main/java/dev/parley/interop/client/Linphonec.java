package dev.parley.interop.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** linphonec, with files for a sound card. */
public final class Linphonec implements RealClient {
    public static final String PROGRAM = "linphonec";

    private final ClientProcess process;
    private final String host;

    private Linphonec(ClientProcess process, String host) {
        this.process = process;
        this.host = host;
    }

    public static boolean isInstalled() {
        return ClientProcess.isInstalled(PROGRAM);
    }

    public static Linphonec start(String user, InetSocketAddress server) {
        String host = "127.0.0.1:" + server.getPort();
        Path home = ClientProcess.newHome();
        try {
            // Without this folder for its database it crashes at the first text (seen with 5.1.65).
            Files.createDirectories(home.resolve(".local/share/linphone"));
            Files.createDirectories(home.resolve(".config/linphone"));
            Files.writeString(home.resolve("linphonerc"), config(user, host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var linphone = new Linphonec(new ClientProcess(home, List.of(PROGRAM, "-c", home + "/linphonerc")), host);
        linphone.process.type("soundcard use files");
        linphone.process.typeUntil("status register", "registration", line -> line.startsWith("registered, identity"));
        return linphone;
    }

    @Override
    public void call(String room) {
        process.type("call sip:" + room + "@" + host);
        process.awaitLine("call", line -> line.contains("connected"));
    }

    @Override
    public void write(String room, String body) {
        process.type("chat sip:" + room + "@" + host + " " + body);
    }

    @Override
    public void awaitShown(String body) {
        process.awaitLine("\"" + body + "\"", line -> line.contains(body));
    }

    @Override
    public void close() {
        process.close();
    }

    /** The command "register" does not register while its input is no terminal (seen with 5.1.65); the file does. */
    private static String config(String user, String host) {
        return """
                [sip]
                sip_port=-1
                sip_tcp_port=0
                sip_tls_port=0
                default_proxy=0
                [proxy_0]
                reg_proxy=<sip:%1$s>
                reg_identity=<sip:%2$s@%1$s>
                reg_sendregister=1
                reg_expires=600
                """.formatted(host, user);
    }
}
