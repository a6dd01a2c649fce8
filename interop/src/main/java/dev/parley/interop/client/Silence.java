package dev.parley.interop.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** What a phone without a microphone says. */
final class Silence {
    private static final int SECONDS = 60;

    private Silence() {}

    static byte[] wav() {
        var format = new AudioFormat(8000, 16, 1, true, false);
        var samples = new ByteArrayInputStream(new byte[SECONDS * 8000 * 2]);
        var out = new ByteArrayOutputStream();
        try {
            AudioSystem.write(new AudioInputStream(samples, format, SECONDS * 8000L), AudioFileFormat.Type.WAVE, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
