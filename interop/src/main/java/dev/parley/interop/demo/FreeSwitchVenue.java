package dev.parley.interop.demo;

import dev.parley.config.Config;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import dev.parley.interop.phone.PhoneOptions;

record FreeSwitchVenue(FreeSwitchServer freeswitch) implements Venue {
    @Override
    public String name() {
        return "FreeSWITCH";
    }

    @Override
    public Config config() {
        return FreeSwitchSettings.of(freeswitch).config();
    }

    @Override
    public PhoneOptions phone(String person) {
        return freeswitch.phone(person);
    }

    @Override
    public int sipPort() {
        return freeswitch.sipPort();
    }

    @Override
    public String account() {
        return "dave, whose password is davesecret";
    }

    @Override
    public boolean takesLongTexts() {
        return true;
    }

    @Override
    public boolean chatsInsideCalls() {
        return false;
    }

    @Override
    public String lastWords() {
        return freeswitch.api("conference json_list");
    }

    @Override
    public void close() {
        freeswitch.close();
    }
}
