package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.fault.UdpRelay;
import dev.parley.interop.fault.Weather;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A Parley between two sipps, with the weather of a network on both legs where they are UDP. */
final class Between implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(45);

    private final String transport;
    private final int phonePort = FreePort.udpAndTcp();
    private final int pbxPort = FreePort.udpAndTcp();
    private final int own = FreePort.udpAndTcp();
    private final UdpRelay front;
    private final UdpRelay back;
    private final Parley parley;

    Between(String transport, Weather weather) {
        this.transport = transport;
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
                    pbx: [{name: main, host: conf.example, calls: "127.0.0.1:%2$d", transport: %3$s}]
                """.formatted(own, isUdp() ? back.leftPort() : pbxPort, transport);
        try {
            this.parley = Parley.start(ConfigFile.parse("parley.yaml", yaml, Map.of()));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.errors().toString(), e);
        }
    }

    private boolean isUdp() {
        return transport.equals("udp");
    }

    /** Plays so many calls from both sides; in the end both sides and Parley agree that there is none. */
    void play(Scenario phone, Scenario pbx, int calls, int rate) {
        Party.Way pbxWay = new Party.Way(pbxPort, isUdp() ? back.leftPort() : pbxPort, transport);
        Party.Way phoneWay = new Party.Way(phonePort, isUdp() ? front.rightPort() : phonePort, transport);
        try (Party callee = Party.pbx(pbx, calls, pbxWay);
                Party caller = Party.phones(phone, calls, rate, phoneWay, isUdp() ? front.leftPort() : own)) {
            caller.awaitSuccess(PATIENCE);
            callee.awaitSuccess(PATIENCE);
        }
        assertNoneIsLeft();
    }

    private void assertNoneIsLeft() {
        assertThat(Await.answer(SOON, () -> Optional.of(parley.focusCalls()).filter(left -> left == 0)))
                .as("calls that are left in Parley: %s", parley.focusCalls())
                .isPresent();
    }

    /** Plays calls that no PBX takes. */
    void playAlone(Scenario phone) {
        try (Party caller =
                Party.phones(phone, 1, 1, new Party.Way(phonePort, front.rightPort(), transport), front.leftPort())) {
            caller.awaitSuccess(PATIENCE);
        }
        assertNoneIsLeft();
    }

    long lost() {
        return front.lost() + back.lost();
    }

    @Override
    public void close() {
        parley.close();
        front.close();
        back.close();
    }
}
