package dev.parley.interop.client;

import dev.parley.interop.FreePort;
import dev.parley.interop.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** twinkle-console, whose sound card is ALSA's null device. It does not register, and follows a redirection without asking. */
public final class Twinkle implements RealClient {
    public static final String PROGRAM = "twinkle-console";

    private final ClientProcess process;
    private final Servers servers;

    private Twinkle(ClientProcess process, Servers servers) {
        this.process = process;
        this.servers = servers;
    }

    public static boolean isInstalled() {
        return Programs.isInstalled(PROGRAM);
    }

    public static Twinkle start(String user, Servers servers) {
        Path home = ClientProcess.newHome();
        try {
            Path own = Files.createDirectory(home.resolve(".twinkle"));
            Files.writeString(own.resolve("twinkle.sys"), system());
            Files.writeString(own.resolve(user + ".cfg"), profile(user, servers));
            Files.writeString(home.resolve(".asoundrc"), "pcm.!default { type null }\nctl.!default { type null }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ClientProcess process = new ClientProcess(home, List.of(PROGRAM, user + ".cfg"));
        process.awaitLine("prompt", line -> line.startsWith("Local IP:"));
        return new Twinkle(process, servers);
    }

    @Override
    public void call(String room) {
        process.type("call " + servers.uri(room));
        process.awaitLine("call", line -> line.contains("call established") || line.contains("answered call"));
    }

    @Override
    public void hold() {
        process.typeAndAwait("hold", "hold", Twinkle::isAgreed);
    }

    @Override
    public void resume() {
        process.typeAndAwait("retrieve", "resumption", Twinkle::isAgreed);
    }

    private static boolean isAgreed(String line) {
        return line.contains("re-INVITE successful");
    }

    @Override
    public void hangUp() {
        process.type("bye");
    }

    @Override
    public void transfer(String user) {
        process.type("transfer " + servers.uri(user));
    }

    @Override
    public void write(String room, String body) {
        process.type("message " + servers.textsUri(room) + " \"" + body + "\"");
    }

    @Override
    public void awaitShown(String body, String conversation) {
        process.awaitLine("\"" + body + "\"", line -> line.contains(body));
        process.awaitLine("\"" + conversation + "\"", line -> line.contains(conversation));
    }

    @Override
    public String screen() {
        return process.toString();
    }

    @Override
    public void close() {
        process.close();
    }

    private static String system() {
        return """
                dev_ringtone=alsa:default
                dev_speaker=alsa:default
                dev_mic=alsa:default
                sip_port=%d
                rtp_port=%d
                gui_use_systray=no
                """.formatted(FreePort.udpAndTcp(), FreePort.udpAndTcp());
    }

    private static String profile(String user, Servers servers) {
        return """
                user_name=%1$s
                user_domain=%2$s
                user_display=
                auth_name=%1$s
                auth_pass=
                registrar=%2$s
                register_at_startup=no
                allow_redirection=yes
                ask_user_to_redirect=no
                codecs=g711u
                """.formatted(user, servers.registrarHost());
    }
}
