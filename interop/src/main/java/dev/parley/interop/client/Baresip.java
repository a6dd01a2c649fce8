package dev.parley.interop.client;

import dev.parley.interop.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** baresip, without a sound card. It writes to its one contact, which is the room. */
public final class Baresip implements RealClient {
    public static final String PROGRAM = "baresip";

    private final ClientProcess process;
    private final Servers servers;

    private Baresip(ClientProcess process, Servers servers) {
        this.process = process;
        this.servers = servers;
    }

    public static boolean isInstalled() {
        return Programs.isInstalled(PROGRAM);
    }

    public static Baresip start(String user, InetSocketAddress server, String room) {
        return start(user, Servers.only(server), room);
    }

    /** It needs no account there to call and write to other servers. */
    public static Baresip start(String user, Servers servers, String room) {
        String host = servers.registrarHost();
        Path home = ClientProcess.newHome();
        String contact = servers.textsUri(room);
        try {
            Files.writeString(home.resolve("config"), config(home));
            Files.writeString(
                    home.resolve("accounts"),
                    "<sip:" + user + "@" + host + ">;regint=600;auth_user=" + user + ";auth_pass="
                            + RealClient.password(user) + "\n");
            Files.writeString(home.resolve("contacts"), "\"room\" <" + contact + ">\n");
            Files.writeString(home.resolve("current_contact"), contact);
            Files.write(home.resolve("said.wav"), Silence.wav());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var baresip = new Baresip(new ClientProcess(home, List.of(PROGRAM, "-f", home.toString())), servers);
        baresip.process.awaitLine("registration", line -> line.contains("registered successfully"));
        return baresip;
    }

    @Override
    public void call(String room) {
        process.type("/dial " + servers.uri(room));
        process.awaitLine("call", line -> line.contains("Call established"));
    }

    @Override
    public void hold() {
        process.type("/hold");
    }

    @Override
    public void resume() {
        process.type("/resume");
    }

    @Override
    public void hangUp() {
        process.type("/hangup");
    }

    @Override
    public void transfer(String user) {
        process.type("/transfer " + servers.uri(user));
    }

    @Override
    public void write(String room, String body) {
        process.type("/message " + body);
    }

    @Override
    public void awaitShown(String body, String conversation) {
        process.awaitLine("\"" + body + "\"", line -> line.contains(body) && line.contains(conversation));
    }

    @Override
    public String screen() {
        return process.toString();
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
