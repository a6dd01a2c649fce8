package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken frames end in a checked error or at the end of the stream, never otherwise. */
@Timeout(120)
class FuzzTest {
    private static final int TRIES = Integer.getInteger("esl.fuzz.tries", 3_000);
    private static final byte[] SPICE = Server.bytes("\n:%\"\\{}[],u\0\rContent-Length: 99999999\n\n");

    private final Random random = new Random(20_261_124);

    @Test
    void captures_with_changed_bytes() {
        for (String capture : new String[] {"esl-commands", "esl-latin1-json", "esl-userauth", "esl-shutdown"}) {
            byte[] bytes = CapturesTest.bytes(capture);
            for (int i = 0; i < TRIES; i++) {
                readAll(changed(bytes));
            }
        }
    }

    @Test
    void any_bytes() {
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            readAll(bytes);
        }
    }

    @Test
    void events_of_any_bytes() {
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = SPICE[random.nextInt(SPICE.length)];
            }
            parse(bytes);
        }
    }

    @Test
    void arrays_within_arrays_do_not_exhaust_the_stack() {
        byte[] deep = new byte[1 << 20];
        Arrays.fill(deep, (byte) '[');
        parse(Server.joined(Server.bytes("{\"a\":"), deep));
    }

    @Test
    void a_length_alone_takes_no_memory() throws IOException {
        byte[] frame = Server.bytes("Content-Length: 2000000000\nContent-Type: api/response\n\n");
        long before = Runtime.getRuntime().totalMemory();
        for (int i = 0; i < 1_000; i++) {
            assertThat(new FrameReader(new ByteArrayInputStream(frame), Integer.MAX_VALUE).read())
                    .isEmpty();
        }
        assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(1L << 30);
    }

    private byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = 0; i <= random.nextInt(8); i++) {
            int at = random.nextInt(changed.length);
            changed[at] = random.nextBoolean() ? SPICE[random.nextInt(SPICE.length)] : (byte) random.nextInt();
        }
        return changed;
    }

    private static void readAll(byte[] bytes) {
        FrameReader frames = new FrameReader(new ByteArrayInputStream(bytes), 1 << 20);
        try {
            for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                parse(frame.get().body());
            }
        } catch (FrameReader.GarbledException e) {
            assertThat(e).hasMessageContaining("Content-Length");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void parse(byte[] body) {
        assertThat(PlainEvents.parse(body).body().length).isLessThanOrEqualTo(body.length);
        try {
            assertThat(JsonEvents.parse(body).body().length).isLessThanOrEqualTo(body.length);
        } catch (JsonEvents.UnreadableException e) {
            assertThat(e).hasMessageStartingWith("a JSON event without");
        }
    }
}
