package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.asterisk.wire.ConfbridgeMuteEvent;
import dev.parley.pbx.asterisk.wire.ConfbridgeUnmuteEvent;
import dev.parley.pbx.asterisk.wire.ParleyTextEvent;
import java.io.IOException;
import java.time.Duration;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.internal.ManagerWriter;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * asterisk-java's connection without what does not suit a connector: its own reconnecting, which slows down to 5 s, and
 * its asking for the version, which takes 2 s where the AMI user may not run commands (both seen with 3.42.2).
 */
final class AmiWire extends ManagerConnectionImpl {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    private final AsteriskConfig config;
    private final AmiWriter copies = new AmiWriter();

    AmiWire(AsteriskConfig config) {
        this.config = config;
        setHostname(config.host());
        setPort(config.port());
        setUsername(config.user());
        setPassword(config.secret().value());
        registerUserEventClass(ConfbridgeMuteEvent.class);
        registerUserEventClass(ConfbridgeUnmuteEvent.class);
        registerUserEventClass(ParleyTextEvent.class);
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
        return AmiSocket.connect(config, CONNECT_PATIENCE);
    }

    @Override
    protected ManagerWriter createWriter() {
        return copies;
    }

    @Override
    protected AsteriskVersion determineVersion() {
        return AsteriskVersion.DEFAULT_VERSION;
    }

    /** Ends the connection without a word to the other side, which may not be listening. */
    void abort() {
        state = ManagerConnectionState.DISCONNECTED;
        copies.end();
        disconnect();
    }
}
