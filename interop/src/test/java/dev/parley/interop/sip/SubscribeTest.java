package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Expected;
import dev.parley.conference.reader.Expected.Somebody;
import dev.parley.interop.Await;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import dev.parley.interop.sip.Subscriber.Wish;
import dev.parley.room.Flag;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Parley answers to SUBSCRIBE, and what it sends then (RFC 6665 §4.2, RFC 4575 §3), over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscribeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<Subscriber> phones = new ArrayList<>();
    private SipRooms rooms;
    private int number;
    /** Of its own for each test. */
    private String room = "";

    @BeforeAll
    void start() {
        rooms = new SipRooms("limits: {per-account: 1000}");
    }

    @AfterAll
    void stop() {
        rooms.close();
    }

    @AfterEach
    void hangUp() {
        phones.forEach(Subscriber::close);
        rooms.ends(room);
    }

    private Subscriber member(String user, Flag... flags) {
        if (phones.isEmpty() || room.isEmpty()) {
            room = String.valueOf(3000 + number++);
        }
        return keep(rooms.member(room, user, flags));
    }

    private Subscriber keep(Subscriber phone) {
        phones.add(phone);
        return phone;
    }

    private Subscriber bob() {
        phones.clear();
        return member("bob");
    }

    @Test
    void a_subscription_is_accepted_and_told_all_at_once() {
        Subscriber bob = bob();
        member("alice");
        SipText accepted = bob.ask(bob.wish(room).without("Expires"));
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Expires")).isEqualTo("3600");
        assertThat(accepted.header("Contact")).isEqualTo("<sip:" + room + "@127.0.0.1:" + rooms.port() + ">;isfocus");
        assertThat(accepted.header("Allow-Events")).isEqualTo("conference");

        SipText notify = bob.awaitNotify(1);
        assertThat(notify.at()).isAfterOrEqualTo(accepted.at());
        assertThat(notify.requestUri()).isEqualTo("sip:bob@" + bob.address());
        assertThat(notify.tag("From")).isEqualTo(accepted.tag("To"));
        assertThat(notify.tag("To")).isEqualTo(accepted.tag("From"));
        assertThat(notify.header("Call-ID")).isEqualTo(accepted.header("Call-ID"));
        assertThat(notify.header("Event")).isEqualTo("conference");
        assertThat(notify.header("Subscription-State")).matches("active;expires=(3600|3599)");
        assertThat(notify.header("Contact")).isEqualTo(accepted.header("Contact"));
        assertThat(notify.header("Content-Type")).isEqualTo("application/conference-info+xml");
        assertThat(notify.body()).contains("entity=\"sip:" + room + "@127.0.0.1\" state=\"full\" version=\"1\"");
        assertThat(bob.<List<Somebody>>read(reader -> Expected.people(reader.shown())))
                .hasSize(2);
    }

    @Test
    void who_comes_and_goes_is_told_in_parts_and_the_end_at_once() {
        Subscriber bob = bob();
        bob.ask(bob.wish(room));
        bob.awaitNotify(1);
        member("alice");
        SipText second = bob.awaitNotify(2);
        assertThat(second.body()).contains("state=\"partial\" version=\"2\"").contains("sip:alice@pbx.example");
        assertThat(second.header("CSeq")).isEqualTo("2 NOTIFY");
        rooms.ends(room);
        SipText last = bob.awaitNotify(3);
        assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=noresource");
        assertThat(last.body()).contains("state=\"deleted\"");
    }

    @Test
    void the_chair_is_told_what_the_phones_are_and_a_member_is_not() {
        Subscriber bob = bob();
        Subscriber alice = member("alice", Flag.ADMIN);
        bob.ask(bob.wish(room));
        alice.ask(alice.wish(room));
        assertThat(alice.awaitNotify(1).body()).contains("Phone of bob");
        assertThat(bob.awaitNotify(1).body()).doesNotContain("Phone of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "presence", "Conference", "conference.winfo"})
    void another_package_or_none_is_489(String event) {
        Subscriber bob = bob();
        Wish wish = event.isEmpty()
                ? bob.wish(room).without("Event")
                : bob.wish(room).with("Event", event);
        SipText answer = bob.ask(wish);
        assertThat(answer.status()).isEqualTo(489);
        assertThat(answer.header("Allow-Events")).isEqualTo("conference");
    }

    @Test
    void who_reads_nothing_that_parley_writes_is_406() {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish(room).with("Accept", "application/pidf+xml, text/plain"))
                        .status())
                .isEqualTo(406);
    }

    /** Linphone 5.1 has no Accept. */
    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/*", "text/plain, application/conference-info+xml;q=0.5"})
    void who_reads_them_among_others_or_does_not_say_is_accepted(String accept) {
        Subscriber bob = bob();
        Wish wish = accept.isEmpty()
                ? bob.wish(room).without("Accept")
                : bob.wish(room).with("Accept", accept);
        assertThat(bob.ask(wish).status()).isEqualTo(200);
        bob.awaitNotify(1);
    }

    @Test
    void too_brief_is_423_with_the_least() {
        Subscriber bob = bob();
        SipText answer = bob.ask(bob.wish(room).with("Expires", "59"));
        assertThat(answer.status()).isEqualTo(423);
        assertThat(answer.header("Min-Expires")).isEqualTo("60");
    }

    @ParameterizedTest
    @CsvSource({"60,60", "600,600", "3600,3600", "7200,3600", "2000000000,3600"})
    void longer_is_cut_to_the_longest(String asked, String granted) {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish(room).with("Expires", asked)).header("Expires"))
                .isEqualTo(granted);
    }

    @Test
    void a_room_that_is_none_is_404() {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish("4711")).status()).isEqualTo(404);
    }

    @Test
    void who_proves_nothing_is_refused_and_told_nothing() {
        bob();
        Subscriber eve = keep(new Subscriber("bob", rooms.port()));
        assertThat(eve.ask(eve.wish(room)).status()).isIn(401, 403);
        assertThat(eve.notifies()).isEmpty();
    }

    /** A stream of NOTIFYs is not aimed at somebody else, nor at Parley itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:bob@192.0.2.66:5060>",
                "<sip:bob@victim.example>",
                "<sip:bob@127.0.0.1:PARLEY>",
                "<sip:bob@127.0.0.1;maddr=192.0.2.66>"
            })
    void a_contact_somewhere_else_is_403(String contact) {
        Subscriber bob = bob();
        String written = contact.replace("PARLEY", String.valueOf(rooms.port()));
        assertThat(bob.ask(bob.wish(room).with("Contact", written)).status()).isEqualTo(403);
        Wish wish = bob.wish(room);
        SipText accepted = bob.ask(wish);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(bob.ask(bob.again(wish, accepted, 2).with("Contact", written))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_way_through_somebody_else_is_403() {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish(room).with("Record-Route", "<sip:192.0.2.66;lr>"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_contact_that_cannot_be_written_to_is_400() {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish(room).with("Contact", "<tel:+4930123456>")).status())
                .isEqualTo(400);
    }

    @Test
    void proxies_on_the_way_are_gone_through_backwards() {
        Subscriber bob = bob();
        String route = "<sip:" + bob.address() + ";lr;x=1>";
        SipText accepted =
                bob.ask(bob.wish(room).with("Record-Route", route).with("Contact", "<sip:bob@10.0.0.7:5060>"));
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Record-Route")).isEqualTo(route);
        SipText notify = bob.awaitNotify(1);
        assertThat(notify.header("Route")).isEqualTo(route);
        assertThat(notify.requestUri()).isEqualTo("sip:bob@10.0.0.7:5060");
    }

    @Test
    void a_dialog_that_is_none_is_481() {
        Subscriber bob = bob();
        Wish wish = bob.wish(room).with("To", "<sip:" + room + "@127.0.0.1>;tag=nobody");
        assertThat(bob.ask(wish).status()).isEqualTo(481);
    }

    @Test
    void a_refresh_is_told_all_again_and_may_move() {
        Subscriber bob = bob();
        Wish wish = bob.wish(room);
        SipText accepted = bob.ask(wish);
        bob.awaitNotify(1);
        Subscriber elsewhere = keep(new Subscriber("bob", rooms.port()));
        SipText refreshed = bob.ask(bob.again(wish, accepted, 2)
                .with("Expires", "1200")
                .with("Contact", "<sip:bob@" + elsewhere.address() + ">"));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.header("Expires")).isEqualTo("1200");
        SipText second = elsewhere.awaitNotify(1);
        assertThat(second.header("CSeq")).isEqualTo("2 NOTIFY");
        assertThat(second.header("Subscription-State")).matches("active;expires=(1200|1199)");
        assertThat(second.body()).contains("state=\"full\" version=\"2\"");
    }

    @Test
    void what_comes_out_of_order_is_500() {
        Subscriber bob = bob();
        Wish wish = bob.wish(room).with("CSeq", "7 SUBSCRIBE");
        SipText accepted = bob.ask(wish);
        assertThat(bob.ask(bob.again(wish, accepted, 6)).status()).isEqualTo(500);
        assertThat(bob.ask(bob.again(wish, accepted, 9)).status()).isEqualTo(200);
    }

    @Test
    void what_is_taken_back_ends_with_the_full_state() {
        Subscriber bob = bob();
        Wish wish = bob.wish(room);
        SipText accepted = bob.ask(wish);
        bob.awaitNotify(1);
        SipText ended = bob.ask(bob.again(wish, accepted, 2).with("Expires", "0"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.header("Expires")).isEqualTo("0");
        SipText last = bob.awaitNotify(2);
        assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(last.body()).contains("state=\"full\"");
        assertThat(bob.ask(bob.again(wish, accepted, 3)).status()).isEqualTo(481);
    }

    @Test
    void who_asks_once_is_told_once() {
        Subscriber bob = bob();
        assertThat(bob.ask(bob.wish(room).with("Expires", "0")).header("Expires"))
                .isEqualTo("0");
        SipText only = bob.awaitNotify(1);
        assertThat(only.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(only.body()).contains("state=\"full\"", "sip:bob@pbx.example");
    }

    @Test
    void the_event_keeps_its_id_and_another_in_the_same_dialog_is_refused() {
        Subscriber bob = bob();
        Wish wish = bob.wish(room).with("Event", "conference;id=7");
        SipText accepted = bob.ask(wish);
        assertThat(bob.awaitNotify(1).header("Event")).isEqualTo("conference;id=7");
        assertThat(bob.ask(bob.again(wish, accepted, 2).with("Event", "conference;id=8"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"481 Gone", "489 Bad Event"})
    void a_phone_that_knows_nothing_of_it_hears_nothing_more(String answer) {
        Subscriber bob = bob();
        bob.answersWith(answer);
        Wish wish = bob.wish(room);
        SipText accepted = bob.ask(wish);
        bob.awaitNotify(1);
        // Until the answer has come in, a refresh is still taken.
        AtomicInteger cseq = new AtomicInteger(1);
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(bob.ask(bob.again(wish, accepted, cseq.incrementAndGet())))
                                .filter(refused -> refused.status() == 481)))
                .isPresent();
    }

    @Test
    void who_leaves_the_room_loses_its_names() {
        Subscriber bob = bob();
        member("alice");
        bob.ask(bob.wish(room));
        bob.awaitNotify(1);
        rooms.leaves(room, "bob");
        assertThat(bob.awaitNotify(2).body()).contains("<user-count>1</user-count>");
        assertThat(bob.<Integer>read(reader -> reader.everybodyListed().size())).isZero();
    }

    @Test
    void who_subscribes_by_tcp_is_told_by_the_same_connection() {
        bob();
        PhoneOptions options = PhoneOptions.of("carol", new InetSocketAddress("127.0.0.1", rooms.port()))
                .withTransport(Transport.TCP);
        try (TestPhone carol = new TestPhone(options)) {
            rooms.joins(room, SipRooms.leg("carol", "127.0.0.1:" + carol.port()));
            rooms.awaitHappened(room);
            SipMessage accepted = carol.subscribe(room, "conference", "application/conference-info+xml");
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(accepted.header("Contact").orElseThrow()).contains(";transport=tcp>;isfocus");
            assertThat(carol.awaitExchange(
                            seen -> seen.isReceived() && seen.message().text().contains("sip:carol@pbx.example"), SOON))
                    .isPresent();
        }
    }

    @Test
    void options_names_the_package() {
        Subscriber bob = bob();
        String via = "SIP/2.0/UDP " + bob.address() + ";rport;branch=z9hG4bKoptions";
        SipText answer = bob.ask(
                "OPTIONS sip:127.0.0.1:" + rooms.port() + " SIP/2.0\r\nVia: " + via
                        + "\r\nFrom: <sip:bob@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: options\r\n"
                        + "CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n",
                via);
        assertThat(answer.header("Allow-Events")).isEqualTo("conference");
        assertThat(answer.header("Allow")).contains("SUBSCRIBE");
    }

    /** As linphonec 5.1.65 wrote it: no Accept, no brackets in To, a Contact with expires. */
    @Test
    void linphone_is_understood() {
        phones.clear();
        Subscriber lin = member("lin");
        String via = "SIP/2.0/UDP " + lin.address() + ";branch=z9hG4bK.~G~OO9j2E;rport";
        SipText accepted = lin.ask(
                "SUBSCRIBE sip:" + room + "@127.0.0.1 SIP/2.0\r\n" + "Via: " + via + "\r\n"
                        + "From: <sip:lin@127.0.0.1>;tag=4HPbl60n6\r\n"
                        + "To: sip:" + room + "@127.0.0.1\r\n"
                        + "CSeq: 20 SUBSCRIBE\r\n"
                        + "Call-ID: 0RhHHJN5Un\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "Supported: replaces, outbound, gruu\r\n"
                        + "Event: conference\r\n"
                        + "Expires: 600\r\n"
                        + "Contact: \"Lin\" <sip:lin@" + lin.address()
                        + ";transport=udp>;+sip.instance=\"<urn:uuid:05919ae4-be83-00f2-b8f3-811b85c73d76>\";expires=3600\r\n"
                        + "Last-Notify-Version: 0\r\n"
                        + "User-Agent: Linphonec/5.1.65\r\n\r\n",
                via);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Expires")).isEqualTo("600");
        SipText notify = lin.awaitNotify(1);
        assertThat(notify.requestUri()).isEqualTo("sip:lin@" + lin.address() + ";transport=udp");
        assertThat(notify.body()).contains("entity=\"sip:" + room + "@127.0.0.1\"");
    }
}
