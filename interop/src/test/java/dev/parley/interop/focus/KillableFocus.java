package dev.parley.interop.focus;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.ParleyProcess;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import dev.parley.sip.store.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Asterisk, and in front of it a focus in a process of its own that can be killed and begun again. */
final class KillableFocus implements AutoCloseable {
    private static final int SOME = 50;
    private static final Codec<byte[]> AS_IT_IS = new Codec<>() {
        @Override
        public byte[] write(byte[] value) {
            return value;
        }

        @Override
        public byte[] read(byte[] written) {
            return written;
        }
    };

    private final Path directory;
    private final String more;
    private final Lab lab;
    private final RawAmi ami;
    private final InetSocketAddress address = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
    private final List<TestPhone> phones = new ArrayList<>();
    private ParleyProcess parley;

    private KillableFocus(Path directory, Lab lab, String more) {
        this.directory = directory;
        this.more = more;
        this.lab = lab;
        this.ami = lab.server().lab();
        this.parley = started();
    }

    /**
     * @param directory for its configuration and its state
     * @param more what else stands under {@code focus}, line by line
     */
    static KillableFocus on(Release release, AsteriskOptions options, Path directory, String more) {
        Lab lab = Lab.on(release, options);
        try {
            return new KillableFocus(directory, lab, more);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    static KillableFocus on(Release release, Path directory) {
        return on(release, AsteriskOptions.standard(), directory, "");
    }

    private ParleyProcess started() {
        String sip = "state: state\n" + FocusSection.of(address, lab.server().sipPort(), more);
        ParleyProcess begun = ParleyProcess.start(
                directory,
                """
                pbx:
                  - name: main
                    asterisk: {port: %d, secret: %s, domain: "127.0.0.1:%d"}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                """.formatted(
                                        lab.server().amiPort(),
                                        AsteriskServer.PARLEY_SECRET,
                                        lab.server().sipPort())
                        + sip.indent(2));
        try {
            begun.awaitAttached();
            return begun;
        } catch (AssertionError e) {
            begun.close();
            throw e;
        }
    }

    /**
     * On a machine that does much else, what Parley writes down may take longer than the 100 ms for which a call waits.
     *
     * @param calls that are to be written down before
     */
    void kill(int calls) {
        if (Await.answer(FocusChat.SOON, () -> writtenDown().filter(count -> count == calls))
                .isEmpty()) {
            throw new AssertionError(calls + " calls are not written down\n" + log());
        }
        parley.kill9();
    }

    /** The next one, with the state of the one before. */
    void begin() {
        parley = started();
    }

    String log() {
        return parley.log();
    }

    /** How many calls the next one would go on with; empty while the file is being written. */
    Optional<Integer> writtenDown() {
        try {
            Path copy = Files.createTempDirectory(directory, "copy");
            Files.copy(directory.resolve("state/parley.state"), copy.resolve("parley.state"));
            try (Store store = Store.open(copy);
                    Stream<Path> files = Files.list(copy)) {
                int calls = store.table("calls", AS_IT_IS).all().size();
                return Optional.of(calls).filter(count -> files.count() == 1);
            }
        } catch (IOException | StoreException e) {
            throw new AssertionError(e);
        }
    }

    RawAmi ami() {
        return ami;
    }

    PhoneOptions options(String user) {
        return PhoneOptions.of(user, address);
    }

    TestPhone phone(PhoneOptions options) {
        TestPhone phone = new TestPhone(options);
        phones.add(phone);
        return phone;
    }

    /** One that sends audio, counts what it hears, and takes UPDATE. */
    TestPhone speaking(String user) {
        return phone(options(user)
                .withAudio()
                .withAllow("INVITE, ACK, BYE, CANCEL, MESSAGE, OPTIONS, NOTIFY, REFER, UPDATE"));
    }

    /** One that calls past the focus. */
    TestPhone direct(String user) {
        return lab.phone(user);
    }

    /** Returns when Asterisk lists so many members; the channels of all. */
    List<String> awaitMembers(int count) {
        return awaitMembers(count, FocusChat.SOON);
    }

    List<String> awaitMembers(int count, Duration patience) {
        return Await.answer(
                        patience,
                        () -> Optional.of(ami.list("ConfbridgeList", "Conference: " + FocusChat.ROOM))
                                .filter(members -> members.size() == count))
                .orElseThrow(() -> new AssertionError("there were never " + count + " members\n" + log()))
                .stream()
                .map(member -> member.header("Channel").orElseThrow())
                .toList();
    }

    /** Makes Asterisk say anew what it says of its media in this channel. */
    void refresh(String channel, String method) {
        AmiFrame answer = ami.ask(
                "Setvar",
                "Channel: " + channel,
                "Variable: PJSIP_SEND_SESSION_REFRESH()",
                "Value: " + method.toLowerCase(Locale.ROOT));
        if (!answer.isSuccess()) {
            throw new AssertionError(answer);
        }
    }

    static void awaitHears(TestPhone phone) {
        Audio audio = phone.audio();
        long before = audio.heard();
        if (Await.answer(FocusChat.SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME))
                .isEmpty()) {
            throw new AssertionError("the phone hears nothing");
        }
    }

    @Override
    public void close() {
        parley.close();
        phones.forEach(TestPhone::close);
        ami.close();
        lab.close();
    }
}
