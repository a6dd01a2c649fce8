package dev.parley.interop.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** How the bytes of a stream are cut into segments: a network may do it anywhere. */
@FunctionalInterface
interface Segments {
    Segments WHOLE = (bytes, to) -> to.write(bytes);

    void write(byte[] bytes, OutputStream to) throws IOException;

    /** At any byte, with up to 2 ms between one segment and the next. */
    static Segments torn(long seed) {
        Random chance = new Random(seed);
        return (bytes, to) -> {
            for (int begin = 0; begin < bytes.length; ) {
                int length = Math.min(bytes.length - begin, 1 + chance.nextInt(400));
                to.write(bytes, begin, length);
                begin += length;
                LockSupport.parkNanos(chance.nextLong(2_000_000));
            }
        };
    }
}
