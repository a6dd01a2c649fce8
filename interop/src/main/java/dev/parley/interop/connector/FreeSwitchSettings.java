package dev.parley.interop.connector;

import dev.parley.chat.Rate;
import dev.parley.config.AdminConfig;
import dev.parley.config.ChatConfig;
import dev.parley.config.Config;
import dev.parley.config.ConfigFile;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.RoomPattern;
import dev.parley.config.Secret;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a Parley beside a FreeSWITCH is set: the shipped defaults, but nobody writes too fast or too much.
 *
 * @param eventSocketPort where the event socket is reached: FreeSWITCH itself, or a relay in front of it
 */
public record FreeSwitchSettings(
        String name, FreeSwitchServer freeswitch, int eventSocketPort, boolean confirm, Optional<String> sip) {
    private static final Rate FAST = new Rate(10_000, 10_000);
    private static final int LONGEST = 65_536;

    public static FreeSwitchSettings of(FreeSwitchServer freeswitch) {
        return new FreeSwitchSettings("main", freeswitch, freeswitch.eventSocketPort(), false, Optional.empty());
    }

    public FreeSwitchSettings withEventSocketPort(int port) {
        return new FreeSwitchSettings(name, freeswitch, port, confirm, sip);
    }

    public FreeSwitchSettings confirming() {
        return new FreeSwitchSettings(name, freeswitch, eventSocketPort, true, sip);
    }

    /** The PBX's name in the configuration. */
    public FreeSwitchSettings named(String other) {
        return new FreeSwitchSettings(other, freeswitch, eventSocketPort, confirm, sip);
    }

    /** With a SIP side of Parley's own, as the section {@code sip} of parley.yaml writes it, without indentation. */
    public FreeSwitchSettings withSip(String yaml) {
        return new FreeSwitchSettings(name, freeswitch, eventSocketPort, confirm, Optional.of(yaml));
    }

    public Config config() {
        Config defaults = ConfigFile.defaults(List.of(pbx()));
        ChatConfig chat = defaults.chat();
        return new Config(
                defaults.pbxs(),
                defaults.links(),
                new ChatConfig(
                        chat.types(), LONGEST, FAST, FAST, chat.duplicates(), chat.expiry(), chat.lane(), chat.drain()),
                defaults.trace(),
                new AdminConfig(true, "127.0.0.1", 0),
                sip.map(SipSection::read),
                defaults.profiles());
    }

    public FreeSwitchConfig pbx() {
        return new FreeSwitchConfig(
                name,
                "127.0.0.1",
                eventSocketPort,
                Optional.empty(),
                new Secret(FreeSwitchServer.PASSWORD),
                "127.0.0.1:" + freeswitch.sipPort(),
                FreeSwitchServer.PROFILE,
                confirm,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                List.of(new RoomPattern(Pattern.compile("30[0-9]{2}"))));
    }
}
