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
    /** What it answers to whoever asks for one. */
    public static final String PASSWORD = "s3cret";

    private final ClientProcess process;
    private final String host;
    private final String texts;

    private Linphonec(ClientProcess process, String host, String texts) {
        this.process = process;
        this.host = host;
        this.texts = texts;
    }

    public static boolean isInstalled() {
        return ClientProcess.isInstalled(PROGRAM);
    }

    public static Linphonec start(String user, InetSocketAddress server) {
        return start(user, server, server);
    }

    /** @param texts where its texts to the room go: a second account, since it sends nothing past an account's server */
    public static Linphonec start(String user, InetSocketAddress server, InetSocketAddress texts) {
        String host = "127.0.0.1:" + server.getPort();
        Path home = ClientProcess.newHome();
        try {
            // Without this folder for its database it crashes at the first text (seen with 5.1.65).
            Files.createDirectories(home.resolve(".local/share/linphone"));
            Files.createDirectories(home.resolve(".config/linphone"));
            Files.writeString(home.resolve("linphonerc"), config(user, host, "127.0.0.1:" + texts.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var linphone = new Linphonec(
                new ClientProcess(home, List.of(PROGRAM, "-c", home + "/linphonerc")),
                host,
                "127.0.0.1:" + texts.getPort());
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
        process.type("proxy use 1");
        process.type("chat sip:" + room + "@" + texts + " " + body);
        process.type("proxy use 0");
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
    private static String config(String user, String host, String texts) {
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
                [proxy_1]
                reg_proxy=<sip:%4$s>
                reg_route=<sip:%4$s;lr>
                reg_identity=<sip:%2$s@%4$s>
                reg_sendregister=0
                [auth_info_0]
                username=%2$s
                passwd=%3$s
                """.formatted(host, user, PASSWORD, texts);
    }
}
