package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Door;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.TestPhone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other ways between Asterisk and Parley: FastAGI in, AMI over HTTP out. */
class DoorsTest {
    @ParameterizedTest
    @EnumSource(Release.class)
    void a_conversation_by_fastagi(Release release) throws IOException {
        int port = freePort();
        AsteriskOptions options = AsteriskOptions.standard().withDoor(new Door.FastAgi(port));
        try (Chat chat =
                Chat.on(release, options, asterisk -> Settings.of(asterisk).withFastAgi(port))) {
            List<TestPhone> phones = chat.members("alice", "bob");
            TestPhone alice = phones.getFirst();
            TestPhone bob = phones.getLast();

            alice.sendMessage("3001", "hello :) ${EXTEN}, \"you\"\nyes, you");
            Chat.awaitBody(bob, "Alice A: hello :) ${EXTEN}, \"you\"\n│ yes, you");
            bob.sendMessage("3001", "hi");
            Chat.awaitBody(alice, "Bob B: hi");
            IntStream.range(0, 8).forEach(i -> alice.sendMessage("3001", "text " + i));
            Chat.awaitBody(bob, "Alice A: text 7");
            assertThat(bob.texts()).hasSize(9);

            chat.parley().close();
            alice.sendMessage("3001", "anybody?");
            assertThat(alice.awaitText(text -> text.body().contains("not available right now"), Chat.SOON))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_long_text_goes_over_http_in_one_piece(Release release) {
        try (Chat chat = Chat.on(
                release,
                AsteriskOptions.standard(),
                asterisk -> Settings.of(asterisk).withHttp())) {
            List<TestPhone> phones = chat.members("alice", "bob");
            TestPhone dave = chat.unregistered(chat.options("dave"));
            chat.call(dave, "3001");
            List<String> lines = IntStream.range(0, 20)
                    .mapToObj("line %d of a long text & more, 100%% ü"::formatted)
                    .toList();
            String text = String.join("\n", lines);
            assertThat(text.length()).isBetween(700, 1000);

            phones.getFirst().sendMessage("3001", text);

            String read = "Alice A: " + lines.stream().collect(Collectors.joining("\n│ "));
            Chat.awaitBody(phones.getLast(), read);
            Chat.awaitBody(dave, read);
            Chat.assertOnly(phones.getLast(), read);
            assertThat(dave.texts().getFirst().inDialog()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
