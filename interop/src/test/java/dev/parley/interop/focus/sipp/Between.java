package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.fault.TcpRelay;
import dev.parley.interop.fault.UdpRelay;
import dev.parley.interop.fault.Weather;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A Parley between two sipps, with the weather of a network on both legs. */
final class Between implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(45);
    /** Each side is asked at half of the session, and is not waited for longer than 32 s. */
    private static final Duration AFTER_SESSION = Duration.ofSeconds(90);

    private final String transport;
    private final int phonePort = FreePort.udpAndTcp();
    private final int pbxPort = FreePort.udpAndTcp();
    private final int own = FreePort.udpAndTcp();
    private final UdpRelay front;
    private final UdpRelay back;
    private final Optional<TcpRelay> torn;
    private final Optional<TcpRelay> tornBack;
    private final Parley parley;

    Between(String transport, Weather weather) {
        this(transport, weather, false);
    }

    /** Over TCP, whose segments are torn at any byte, and whose connections may break. */
    static Between torn() {
        return new Between("tcp", Weather.FINE, true);
    }

    private Between(String transport, Weather weather, boolean tears) {
        this.transport = transport;
        this.torn = tears ? Optional.of(TcpRelay.tearing(own, 1)) : Optional.empty();
        this.tornBack = tears ? Optional.of(TcpRelay.tearing(pbxPort, 1_001)) : Optional.empty();
        this.front = UdpRelay.between(phonePort, own, weather, 1);
        this.back = UdpRelay.between(own, pbxPort, weather, 2);
        String yaml = """
                pbx:
                  - name: main
                    asterisk: {secret: x, domain: pbx.example, port: 1}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                  listen: ["udp:127.0.0.1:%1$d", "tcp:127.0.0.1:%1$d"]
                  rate-per-source: 9000/s burst 9000
                  focus:
                    session: 90s
                    pbx: [{name: main, host: conf.example, calls: "127.0.0.1:%2$d", transport: %3$s}]
                """.formatted(own, toPbx(), transport);
        try {
            this.parley = Parley.start(ConfigFile.parse("parley.yaml", yaml, Map.of()));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.errors().toString(), e);
        }
    }

    private boolean isUdp() {
        return transport.equals("udp");
    }

    private int toPbx() {
        return isUdp() ? back.leftPort() : tornBack.map(TcpRelay::port).orElse(pbxPort);
    }

    private int toParley() {
        return isUdp() ? front.leftPort() : torn.map(TcpRelay::port).orElse(own);
    }

    /** Plays so many calls from both sides; in the end both sides and Parley agree that there is none. */
    void play(Scenario phone, Scenario pbx, int calls, int rate) {
        Party.Way pbxWay = new Party.Way(pbxPort, toPbx(), transport);
        Party.Way phoneWay = new Party.Way(phonePort, isUdp() ? front.rightPort() : phonePort, transport);
        try (Party callee = Party.pbx(pbx, calls, pbxWay);
                Party caller = Party.phones(phone, calls, rate, phoneWay, toParley())) {
            caller.awaitSuccess(PATIENCE);
            callee.awaitSuccess(PATIENCE);
        }
        awaitCalls(0, SOON);
    }

    /** Both sides vanish with their connections when so many calls are up; nobody says a word more. */
    void playUntilAllIsLost(Scenario phone, Scenario pbx, int calls) {
        try (Party callee = Party.pbx(pbx, calls, new Party.Way(pbxPort, toPbx(), transport))) {
            try (Party caller =
                    Party.phones(phone, calls, calls, new Party.Way(phonePort, phonePort, transport), toParley())) {
                awaitCalls(calls, SOON);
            }
        }
        awaitCalls(0, AFTER_SESSION);
    }

    /**
     * Breaks the connection of all phones when so many calls are up; they go on over a new one. The BYE by which sipp finds
     * out is lost: that call ends when its phone is asked whether it is still there, and is not.
     */
    void playWithBrokenPhones(Scenario phone, Scenario pbx, int calls) {
        try (Party callee = Party.pbx(pbx, calls, new Party.Way(pbxPort, toPbx(), transport));
                Party caller =
                        Party.phones(phone, calls, calls, new Party.Way(phonePort, phonePort, transport), toParley())) {
            awaitCalls(calls, SOON);
            torn.ifPresent(Between::breakWhenQuiet);
            caller.awaitEnd(PATIENCE);
            awaitCalls(left -> left <= 1, SOON);
        }
        awaitCalls(0, AFTER_SESSION);
    }

    /** What is under way when a connection breaks is lost, which TCP lets nobody know. */
    private static void breakWhenQuiet(TcpRelay relay) {
        AtomicLong passed = new AtomicLong();
        AtomicLong since = new AtomicLong(System.nanoTime());
        assertThat(Await.answer(SOON, () -> {
                    if (passed.getAndSet(relay.passed()) != relay.passed()) {
                        since.set(System.nanoTime());
                    }
                    return Optional.of(relay).filter(quiet -> System.nanoTime() - since.get() > QUIET.toNanos());
                }))
                .as("a moment in which nothing is under way")
                .isPresent();
        relay.cut();
    }

    private void awaitCalls(int wanted, Duration patience) {
        awaitCalls(left -> left == wanted, patience);
    }

    private void awaitCalls(Predicate<Integer> wanted, Duration patience) {
        assertThat(Await.answer(patience, () -> Optional.of(parley.focusCalls()).filter(wanted)))
                .as("other calls in Parley than there are: %s", parley.focusCalls())
                .isPresent();
    }

    /** Plays calls that no PBX takes. */
    void playAlone(Scenario phone) {
        try (Party caller =
                Party.phones(phone, 1, 1, new Party.Way(phonePort, front.rightPort(), transport), front.leftPort())) {
            caller.awaitSuccess(PATIENCE);
        }
        awaitCalls(0, SOON);
    }

    long lost() {
        return front.lost() + back.lost();
    }

    @Override
    public void close() {
        parley.close();
        front.close();
        back.close();
        torn.ifPresent(TcpRelay::close);
        tornBack.ifPresent(TcpRelay::close);
    }
}
