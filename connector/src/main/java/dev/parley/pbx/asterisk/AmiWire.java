package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.asterisk.wire.ConfbridgeMuteEvent;
import dev.parley.pbx.asterisk.wire.ConfbridgeUnmuteEvent;
import dev.parley.pbx.asterisk.wire.ParleyRedirectEvent;
import dev.parley.pbx.asterisk.wire.ParleyTextEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.internal.ManagerWriter;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * asterisk-java's connection without what does not suit a connector: its own reconnecting, which slows down to 5 s, and
 * its asking for the version, which takes 2 s where the AMI user may not run commands (both seen with 3.42.2).
 */
final class AmiWire extends ManagerConnectionImpl {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final AsteriskConfig config;
    private final AmiWriter texts = new AmiWriter();
    private final TextAnswers answers = new TextAnswers();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();

    AmiWire(AsteriskConfig config) {
        this.config = config;
        setHostname(config.host());
        setPort(config.port());
        setUsername(config.user());
        setPassword(config.secret().value());
        registerUserEventClass(ConfbridgeMuteEvent.class);
        registerUserEventClass(ConfbridgeUnmuteEvent.class);
        registerUserEventClass(ParleyTextEvent.class);
        registerUserEventClass(ParleyRedirectEvent.class);
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
        return AmiSocket.connect(config, CONNECT_PATIENCE, answers, () -> broken.complete(null));
    }

    @Override
    protected ManagerWriter createWriter() {
        return texts;
    }

    @Override
    protected AsteriskVersion determineVersion() {
        return AsteriskVersion.DEFAULT_VERSION;
    }

    /**
     * Logs in. asterisk-java's own login goes on waiting for seconds when the connection ends meanwhile (seen with
     * 3.42.2); this one returns at once.
     *
     * @return why it failed, if it did
     */
    Optional<Exception> logIn(boolean events) {
        CompletableFuture<Optional<Exception>> done = new CompletableFuture<>();
        Thread.ofVirtual().name("ami-login").start(() -> done.complete(failureOfLogin(events)));
        // Asterisk closes right after it has refused a login: its answer may still be on the way to who waits for it.
        CompletableFuture<Void> given = broken.thenRunAsync(
                () -> {}, CompletableFuture.delayedExecutor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
        CompletableFuture.anyOf(done, given).join();
        Optional<Exception> failure = done.getNow(Optional.empty());
        return failure.isEmpty() && broken.isDone()
                ? Optional.of(new IOException("the connection ended during the login"))
                : failure;
    }

    private Optional<Exception> failureOfLogin(boolean events) {
        try {
            login(events ? "on" : "off");
            return Optional.empty();
        } catch (IOException | AuthenticationFailedException | TimeoutException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Past asterisk-java: a room's worth of these goes out with every text. */
    CompletableFuture<AmiReply> send(TextAction text, Duration patience) {
        return answers.expect(patience, actionId -> texts.add(text.frame(actionId)));
    }

    TextAnswers answers() {
        return answers;
    }

    /** Ends the connection without a word to the other side, which may not be listening. */
    void abort() {
        state = ManagerConnectionState.DISCONNECTED;
        texts.end();
        disconnect();
    }
}
