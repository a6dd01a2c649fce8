package dev.parley.interop.kamailio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real Kamailio with the shipped files, phones before it, and one phone each in the place of the PBX and of Parley. */
final class Front implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    private final KamailioServer server;
    private final TestPhone pbx;
    private final TestPhone parley;
    private final List<TestPhone> phones = new ArrayList<>();

    private Front(KamailioServer server, TestPhone pbx, TestPhone parley) {
        this.server = server;
        this.pbx = pbx;
        this.parley = parley;
    }

    static KamailioInstall install() {
        return needed(KamailioInstall.find(), "kamailio is not installed");
    }

    static KamailioInstall installWithPresence() {
        return needed(
                Optional.of(install()).filter(found -> found.has("presence_conference.so")),
                "kamailio-presence-modules are not installed");
    }

    private static KamailioInstall needed(Optional<KamailioInstall> install, String otherwise) {
        if (install.isEmpty()) {
            System.out.println("Skipped: " + otherwise);
        }
        assumeTrue(install.isPresent(), otherwise);
        return install.orElseThrow();
    }

    static Front with(UnaryOperator<KamailioOptions> changes) {
        KamailioInstall install = install();
        KamailioOptions options = changes.apply(KamailioOptions.onFreePort());
        TestPhone pbx = new TestPhone(PhoneOptions.of("pbx", options.address()));
        TestPhone parley = new TestPhone(PhoneOptions.of("parley", options.address()));
        parley.answersSubscriptionsWith(TextAnswer.ok());
        pbx.answersSubscriptionsWith(new TextAnswer.Code(489, "Bad Event"));
        return new Front(
                KamailioServer.start(install, options.withPbx(pbx.port()).withParley(parley.port())), pbx, parley);
    }

    TestPhone pbx() {
        return pbx;
    }

    TestPhone parley() {
        return parley;
    }

    KamailioServer server() {
        return server;
    }

    PhoneOptions options(String user) {
        return PhoneOptions.of(user, server.sipAddress()).withPassword(user + "secret");
    }

    TestPhone phone(String user) {
        return phone(options(user));
    }

    TestPhone phone(PhoneOptions options) {
        TestPhone phone = new TestPhone(options);
        phones.add(phone);
        return phone;
    }

    SipMessage awaitRequest(TestPhone at, String method) {
        return at.awaitExchange(
                        exchange -> exchange.isReceived()
                                && exchange.message().isRequest()
                                && exchange.message().method().equals(method),
                        SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(
                        at.user() + " got no " + method + " but " + at.exchanges() + "\n" + server.log()));
    }

    void everybodyLeaves() {
        phones.forEach(TestPhone::close);
        phones.clear();
        pbx.forgetAll();
        parley.forgetAll();
    }

    @Override
    public void close() {
        everybodyLeaves();
        pbx.close();
        parley.close();
        server.close();
    }
}
