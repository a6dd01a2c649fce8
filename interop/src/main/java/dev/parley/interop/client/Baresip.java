package dev.parley.interop.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** baresip, without a sound card. It writes to its one contact, which is the room. */
public final class Baresip implements RealClient {
    public static final String PROGRAM = "baresip";
    /** What it answers to whoever asks for one. */
    public static final String PASSWORD = "s3cret";

    private final ClientProcess process;
    private final String host;

    private Baresip(ClientProcess process, String host) {
        this.process = process;
        this.host = host;
    }

    public static boolean isInstalled() {
        return ClientProcess.isInstalled(PROGRAM);
    }

    public static Baresip start(String user, InetSocketAddress server, String room) {
        return start(user, server, room, server);
    }

    /** @param texts where its texts to the room go, on its own rather than through the server */
    public static Baresip start(String user, InetSocketAddress server, String room, InetSocketAddress texts) {
        String host = "127.0.0.1:" + server.getPort();
        Path home = ClientProcess.newHome();
        String contact = "sip:" + room + "@127.0.0.1:" + texts.getPort();
        try {
            Files.writeString(home.resolve("config"), config(home));
            Files.writeString(
                    home.resolve("accounts"),
                    "<sip:" + user + "@" + host + ">;regint=600;auth_user=" + user + ";auth_pass=" + PASSWORD + "\n");
            Files.writeString(home.resolve("contacts"), "\"room\" <" + contact + ">\n");
            Files.writeString(home.resolve("current_contact"), contact);
            Files.write(home.resolve("said.wav"), Silence.wav());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var baresip = new Baresip(new ClientProcess(home, List.of(PROGRAM, "-f", home.toString())), host);
        baresip.process.awaitLine("registration", line -> line.contains("registered successfully"));
        return baresip;
    }

    @Override
    public void call(String room) {
        process.type("/dial sip:" + room + "@" + host);
        process.awaitLine("call", line -> line.contains("Call established"));
    }

    @Override
    public void write(String room, String body) {
        process.type("/message " + body);
    }

    @Override
    public void awaitShown(String body) {
        process.awaitLine("\"" + body + "\"", line -> line.contains(body));
    }

    @Override
    public void close() {
        process.close();
    }

    private static String config(Path home) {
        return """
                module_path /usr/lib/baresip/modules
                module stdio.so
                module g711.so
                module aufile.so
                module ausine.so
                module_tmp uuid.so
                module_tmp account.so
                module_app contact.so
                module_app menu.so
                audio_player aufile,%1$s/heard.wav
                audio_alert aufile,%1$s/rung.wav
                audio_source aufile,%1$s/said.wav
                sip_listen 127.0.0.1:0
                """.formatted(home);
    }
}
