package dev.parley.interop.asterisk;

import dev.parley.interop.Await;
import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A server with its phones, closed together. */
public final class Lab implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(5);

    private final AsteriskServer server;
    private final List<TestPhone> phones = new ArrayList<>();

    private Lab(AsteriskServer server) {
        this.server = server;
    }

    public static Lab on(Release release, AsteriskOptions options) {
        return switch (AsteriskInstall.find(release)) {
            case AsteriskInstall.Ready ready -> new Lab(AsteriskServer.start(ready, options));
            case AsteriskInstall.Unavailable none -> {
                System.out.println("Skipped on " + release + ": " + none.reason());
                yield Assumptions.abort(none.reason());
            }
        };
    }

    public AsteriskServer server() {
        return server;
    }

    public PhoneOptions options(String user) {
        return PhoneOptions.of(user, server.sipAddress());
    }

    public TestPhone phone(String user) {
        return phone(options(user));
    }

    public TestPhone phone(PhoneOptions options) {
        var phone = new TestPhone(options);
        phones.add(phone);
        phone.register();
        return phone;
    }

    /** Waits until AMI lists so many members of the room. */
    public static List<AmiFrame> awaitMembers(RawAmi ami, String room, int count) {
        return Await.answer(
                        SOON,
                        () -> Optional.of(ami.list("ConfbridgeList", "Conference: " + room))
                                .filter(members -> members.size() == count))
                .orElseThrow(() -> new AssertionError("room " + room + " never had " + count + " members"));
    }

    public void closePhones() {
        for (TestPhone phone : phones) {
            phone.goodbye();
            phone.close();
        }
        phones.clear();
    }

    @Override
    public void close() {
        closePhones();
        server.close();
    }
}
