package dev.parley.interop.demo;

import dev.parley.config.Config;
import dev.parley.config.ScribeConfig;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.PhoneOptions;

/** @param scribe whether texts inside calls go through Parley */
record AsteriskVenue(AsteriskServer asterisk, boolean scribe) implements Venue {
    @Override
    public String name() {
        return "Asterisk";
    }

    @Override
    public Config config() {
        Settings settings = Settings.of(asterisk);
        return (scribe ? settings.withScribe(ScribeConfig.Unverified.RELAY) : settings).config();
    }

    @Override
    public PhoneOptions phone(String person) {
        return PhoneOptions.of(person, asterisk.sipAddress());
    }

    @Override
    public int sipPort() {
        return asterisk.sipPort();
    }

    @Override
    public String account() {
        return "dave, without a password (or erin, whose password is erinsecret)";
    }

    /** AMI takes 756 bytes. */
    @Override
    public boolean takesLongTexts() {
        return false;
    }

    @Override
    public boolean chatsInsideCalls() {
        return scribe;
    }

    @Override
    public String lastWords() {
        return asterisk.logTail(20);
    }

    @Override
    public void close() {
        asterisk.close();
    }
}
