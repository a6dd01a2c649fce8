package dev.parley.interop.demo;

import dev.parley.config.Config;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import dev.parley.interop.phone.PhoneOptions;
import java.net.InetSocketAddress;

/**
 * A PBX whose rooms are called through Parley.
 *
 * @param focus where phones call
 */
record FocusVenue(Venue pbx, Config config, InetSocketAddress focus) implements Venue {
    static FocusVenue before(AsteriskServer asterisk) {
        InetSocketAddress focus = free();
        Config config = Settings.of(asterisk)
                .withSip(FocusSection.of(focus, asterisk.sipPort()))
                .config();
        return new FocusVenue(new AsteriskVenue(asterisk, false), config, focus);
    }

    static FocusVenue before(FreeSwitchServer freeswitch) {
        InetSocketAddress focus = free();
        Config config = FreeSwitchSettings.of(freeswitch)
                .withSip(FocusSection.of(focus, freeswitch.sipPort()))
                .config();
        return new FocusVenue(new FreeSwitchVenue(freeswitch), config, focus);
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
    }

    @Override
    public String name() {
        return pbx.name();
    }

    @Override
    public PhoneOptions phone(String person) {
        return pbx.phone(person).withServer(focus);
    }

    @Override
    public int sipPort() {
        return focus.getPort();
    }

    @Override
    public String account() {
        return pbx.account() + "; registration switched off";
    }

    /** Straight to a phone a text over UDP has 1,300 bytes with its headers (RFC 3428 §8). */
    @Override
    public boolean takesLongTexts() {
        return false;
    }

    @Override
    public boolean chatsInsideCalls() {
        return true;
    }

    @Override
    public boolean isFocus() {
        return true;
    }

    @Override
    public String lastWords() {
        return pbx.lastWords();
    }

    @Override
    public void close() {
        pbx.close();
    }
}
