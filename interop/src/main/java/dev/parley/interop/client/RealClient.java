package dev.parley.interop.client;

/** A real phone with one account, registered at its PBX. */
public interface RealClient extends AutoCloseable {
    void call(String room);

    /** A text outside of the call. */
    void write(String room, String body);

    /** Returns when its screen shows the text. */
    void awaitShown(String body);

    @Override
    void close();
}
