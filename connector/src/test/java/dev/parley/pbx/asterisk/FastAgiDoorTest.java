package dev.parley.pbx.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.config.AsteriskConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FastAgiDoorTest {
    private final List<MessageRecord> taken = new CopyOnWriteArrayList<>();

    @Test
    void a_script_is_done_as_soon_as_its_arguments_are_read() throws Exception {
        int port = freePort();
        try (FastAgiDoor door = door(port)) {
            door.open();

            List<String> commands = call(
                    port,
                    List.of("3001", "Yw==", "", "", "", "5", "udp", "127.0.0.1:6101", "", "", "", "", "aGVsbG8="));

            assertThat(commands).containsExactly("SET VARIABLE \"AJ_AGISTATUS\" \"SUCCESS\"");
            assertThat(taken).extracting(MessageRecord::room).containsExactly("3001");
            assertThat(taken).extracting(MessageRecord::body64).containsExactly("aGVsbG8=");
        }
    }

    @Test
    void a_call_with_other_arguments_is_none_of_ours() throws Exception {
        int port = freePort();
        try (FastAgiDoor door = door(port)) {
            door.open();

            call(port, List.of("3001"));

            assertThat(taken).isEmpty();
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_write() throws Exception {
        try (ServerSocket taker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FastAgiDoor door = door(taker.getLocalPort())) {
            assertThatThrownBy(door::open)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taker.getLocalPort())
                    .hasMessageContaining("PARLEY_AGI");
        }
    }

    private FastAgiDoor door(int port) {
        return new FastAgiDoor(new AsteriskConfig.Door.FastAgi("127.0.0.1", port), taken::add);
    }

    /** Asterisk's part: sends the call, says yes to every command, and returns the commands when the script has hung up. */
    private static List<String> call(int port, List<String> arguments) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(request(arguments).getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> commands = new ArrayList<>();
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                commands.add(command);
                out.write("200 result=1\n".getBytes(StandardCharsets.UTF_8));
            }
            return commands;
        }
    }

    private static String request(List<String> arguments) {
        StringBuilder request = new StringBuilder("agi_network: yes\nagi_network_script: text\n"
                + "agi_request: agi://127.0.0.1/text\nagi_channel: Message/ast_msg_queue\nagi_type: Message\n"
                + "agi_uniqueid: 1.0\n");
        for (int i = 0; i < arguments.size(); i++) {
            request.append("agi_arg_")
                    .append(i + 1)
                    .append(": ")
                    .append(arguments.get(i))
                    .append('\n');
        }
        return request.append('\n').toString();
    }

    private static Socket connect(int port) {
        return await().atMost(5, SECONDS)
                .ignoreExceptions()
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), socket -> true);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
