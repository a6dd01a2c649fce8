package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real FreeSWITCH 1.11 sent, cut in every way that a network may cut it. */
class CapturesTest {
    private static final Pattern LENGTH = Pattern.compile("(?m)^Content-Length: (\\d+)$");
    private static final int LIMIT = 16 << 20;
    /** A cut at every byte of the small ones; of the large ones at each so many, 1 for all: some minutes. */
    private static final int STEP = Integer.getInteger("esl.replay.step", 997);

    static Stream<String> captures() {
        return Stream.of(
                "esl-commands",
                "esl-latin1-json",
                "esl-latin1-plain",
                "esl-shutdown",
                "esl-userauth",
                "esl-wrong-password",
                "native-conference",
                "room-life.json",
                "room-life.plain",
                "verbose-events");
    }

    @ParameterizedTest
    @MethodSource("captures")
    void all_at_once_it_is_what_an_independent_reading_of_the_bytes_finds(String capture) throws IOException {
        byte[] bytes = bytes(capture);
        assertThat(described(frames(new ByteArrayInputStream(bytes)))).isEqualTo(expected(bytes));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void byte_by_byte_it_is_the_same(String capture) throws IOException {
        byte[] bytes = bytes(capture);
        assertThat(described(frames(new OneByteAtATime(bytes)))).isEqualTo(expected(bytes));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void cut_in_two_anywhere_it_is_the_same(String capture) throws IOException {
        byte[] bytes = bytes(capture);
        List<String> expected = expected(bytes);
        int step = bytes.length < 6_000 ? 1 : STEP;
        for (int cut = 0; cut <= bytes.length; cut += step) {
            InputStream in = new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, cut), new ByteArrayInputStream(bytes, cut, bytes.length - cut));
            assertThat(described(frames(in))).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void ended_anywhere_all_frames_before_are_there_and_none_is_made_up(String capture) throws IOException {
        byte[] bytes = bytes(capture);
        List<String> expected = expected(bytes);
        int step = bytes.length < 6_000 ? 1 : STEP;
        for (int end = 0; end < bytes.length; end += step) {
            List<String> read = described(frames(new ByteArrayInputStream(bytes, 0, end)));
            assertThat(read).as("ended at %d", end).isEqualTo(expected.subList(0, read.size()));
        }
    }

    @Test
    void both_formats_of_one_room_life_tell_the_same_events() throws Exception {
        List<EslEvent> plain = events("room-life.plain");
        List<EslEvent> json = events("room-life.json");
        List<String> shared = json.stream().map(CapturesTest::summary).toList();

        assertThat(shared).hasSizeGreaterThan(40);
        assertThat(plain.stream().map(CapturesTest::summary).filter(shared::contains))
                .containsAll(shared);
    }

    @Test
    void the_text_of_a_phone_comes_out_as_it_was_written() throws Exception {
        List<String> plain = bodies("room-life.plain");
        assertThat(plain).isNotEmpty().isEqualTo(bodies("room-life.json"));
        assertThat(plain).anyMatch(body -> body.contains("\n\n") || body.contains("\r\n"));
    }

    @Test
    void bytes_that_are_no_utf8_survive_in_both_formats() throws Exception {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        for (String capture : List.of("esl-latin1-plain", "esl-latin1-json")) {
            assertThat(events(capture))
                    .as(capture)
                    .anySatisfy(event -> assertThat(event.body()).isEqualTo(latin));
        }
    }

    @Test
    void headers_after_a_content_length_in_their_middle_are_there() throws Exception {
        List<EslEvent> made = events("esl-commands").stream()
                .filter(event -> event.subclass().equals("parley::test"))
                .toList();
        assertThat(made).hasSizeGreaterThanOrEqualTo(2).allSatisfy(event -> {
            assertThat(event.headers().values("Content-Length")).hasSize(2);
            assertThat(event.bodyText()).startsWith("line1\n\nline3: ");
            assertThat(event.header("x-dup")).contains("1");
        });
    }

    private static String summary(EslEvent event) {
        return event.name() + " " + event.subclass() + " "
                + event.header("Action").orElse("") + " "
                + event.header("Event-Sequence").orElse("");
    }

    private static List<String> bodies(String capture) throws Exception {
        return events(capture).stream()
                .filter(event -> event.name().equals("RECV_MESSAGE"))
                .map(EslEvent::bodyText)
                .toList();
    }

    private static List<EslEvent> events(String capture) throws Exception {
        List<EslEvent> events = new ArrayList<>();
        for (Frame frame : frames(new ByteArrayInputStream(bytes(capture)))) {
            if (frame.type().equals("text/event-plain")) {
                events.add(PlainEvents.parse(frame.body()));
            } else if (frame.type().equals("text/event-json")) {
                events.add(JsonEvents.parse(frame.body()));
            }
        }
        return events;
    }

    private static List<Frame> frames(InputStream in) throws IOException {
        FrameReader reader = new FrameReader(in, LIMIT);
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
            frames.add(frame.get());
        }
        return frames;
    }

    private static List<String> described(List<Frame> frames) {
        return frames.stream()
                .map(frame -> frame.type() + "|" + frame.replyText() + "|" + Arrays.hashCode(frame.body()))
                .toList();
    }

    /** Works on the whole text at once, as the reader never does. */
    private static List<String> expected(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> frames = new ArrayList<>();
        int at = 0;
        while (at < all.length()) {
            if (all.charAt(at) == '\n') {
                at++;
                continue;
            }
            int blank = all.indexOf("\n\n", at);
            if (blank < 0) {
                break;
            }
            String head = all.substring(at, blank);
            Matcher length = LENGTH.matcher(head);
            int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
            int end = blank + 2 + body;
            if (end > all.length()) {
                break;
            }
            frames.add(value(head, "Content-Type") + "|" + value(head, "Reply-Text") + "|"
                    + Arrays.hashCode(Arrays.copyOfRange(bytes, blank + 2, end)));
            at = end;
        }
        return frames;
    }

    private static String value(String head, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(head);
        return line.find()
                ? new String(line.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : "";
    }

    static byte[] bytes(String capture) {
        try (InputStream in = CapturesTest.class.getResourceAsStream("/captures/" + capture + ".server.raw")) {
            assertThat(in).as(capture).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {
        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }
}
