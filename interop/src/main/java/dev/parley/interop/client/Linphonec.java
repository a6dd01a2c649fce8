package dev.parley.interop.client;

import dev.parley.interop.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** linphonec, with files for a sound card. */
public final class Linphonec implements RealClient {
    public static final String PROGRAM = "linphonec";

    private final ClientProcess process;
    private final Servers servers;

    private Linphonec(ClientProcess process, Servers servers) {
        this.process = process;
        this.servers = servers;
    }

    public static boolean isInstalled() {
        return Programs.isInstalled(PROGRAM);
    }

    public static Linphonec start(String user, InetSocketAddress server) {
        return start(user, Servers.only(server));
    }

    /** Other servers for texts are a second account: to an account's own host it sends nothing past that account's server. */
    public static Linphonec start(String user, Servers servers) {
        return start(user, servers, List.of());
    }

    /** One that prints its log too, and with it what it makes of a room's state: it has no command that shows that. */
    public static Linphonec startWithLog(String user, Servers servers) {
        return start(user, servers, List.of("-d", "6"));
    }

    private static Linphonec start(String user, Servers servers, List<String> more) {
        Path home = ClientProcess.newHome();
        try {
            // Without this folder for its database it crashes at the first text (seen with 5.1.65).
            Files.createDirectories(home.resolve(".local/share/linphone"));
            Files.createDirectories(home.resolve(".config/linphone"));
            Files.writeString(home.resolve("linphonerc"), config(user, servers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = Stream.concat(Stream.of(PROGRAM, "-c", home + "/linphonerc"), more.stream())
                .toList();
        var linphone = new Linphonec(new ClientProcess(home, command), servers);
        linphone.process.type("soundcard use files");
        linphone.process.typeUntil("status register", "registration", line -> line.startsWith("registered, identity"));
        return linphone;
    }

    @Override
    public void call(String room) {
        process.type("call " + servers.uri(room));
        process.awaitLine("call", line -> line.contains("connected"));
    }

    /** Returns when the list of those in the call's conference has somebody new. */
    public void awaitListed(String user) {
        awaitRoster("Addition", user);
    }

    public void awaitUnlisted(String user) {
        awaitRoster("Removal", user);
    }

    private void awaitRoster(String what, String user) {
        String beginning = what + " of participant with address IdentityAddress(sip:" + user + "@";
        process.awaitLine(
                what + " of " + user, line -> line.contains(beginning) && line.endsWith("has been successful"));
    }

    @Override
    public void hold() {
        process.typeAndAwait("pause", "pause", line -> line.contains("is now paused"));
    }

    @Override
    public void resume() {
        process.type("resume");
    }

    @Override
    public void hangUp() {
        process.type("terminate");
    }

    @Override
    public void transfer(String user) {
        process.type("transfer " + servers.uri(user));
    }

    @Override
    public void write(String room, String body) {
        if (servers.hasOthersForTexts()) {
            process.type("proxy use 1");
        }
        process.type("chat " + servers.textsUri(room) + " " + body);
        if (servers.hasOthersForTexts()) {
            process.type("proxy use 0");
        }
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

    /** The command "register" does not register while its input is no terminal (seen with 5.1.65); the file does. */
    private static String config(String user, Servers servers) {
        String account = """
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
                [auth_info_0]
                username=%2$s
                passwd=%3$s
                """.formatted(servers.registrarHost(), user, RealClient.password(user));
        String forTexts = """
                [proxy_1]
                reg_proxy=<sip:%1$s>
                reg_route=<sip:%1$s;lr>
                reg_identity=<sip:%2$s@%1$s>
                reg_sendregister=0
                """.formatted(Servers.host(servers.texts()), user);
        return servers.hasOthersForTexts() ? account + forTexts : account;
    }
}
