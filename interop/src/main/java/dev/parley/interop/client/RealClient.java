package dev.parley.interop.client;

/** A real phone with one account. */
public interface RealClient extends AutoCloseable {
    /** What those with a password answer to whoever asks for one. */
    static String password(String user) {
        return user + "secret";
    }

    /** Returns when the call is up. */
    void call(String room);

    void hold();

    void resume();

    void hangUp();

    /** The Transfer key: refers the room that it is in to somebody of the same server. */
    void transfer(String user);

    /** A text outside of the call. */
    void write(String room, String body);

    /** Returns when its screen shows the text. */
    default void awaitShown(String body) {
        awaitShown(body, "");
    }

    /** Returns when its screen shows the text, as one of this conversation. */
    void awaitShown(String body, String conversation);

    /** All that it has shown, line by line. */
    String screen();

    @Override
    void close();
}
