package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import dev.parley.sip.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Session timers, one for each leg (RFC 4028). */
class SessionTest {
    private static final String KNOWS_UPDATE = "Allow: INVITE, ACK, BYE, UPDATE\r\n";
    /** The PBX looks after its own leg, and not soon. */
    private static final String PBX_REFRESHES = "Session-Expires: 86400;refresher=uas\r\nRequire: timer\r\n";

    private static final Duration HALF = Desk.SESSION.dividedBy(2);
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Where one Parley writes down what the next one goes on with. */
    @TempDir
    Path directory;

    private Store store;
    private Desk desk;
    private Ua phone;
    private Ua pbx;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(directory);
        desk = new Desk(store);
        phone = desk.phone();
        pbx = desk.pbx();
    }

    @AfterEach
    void close() {
        phone.close();
        desk.close();
        store.close();
    }

    private void assertNobodyWasHungUpOn() throws Exception {
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("BYE"));
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("BYE"));
        assertThat(desk.calls()).isOne();
    }

    private void assertBothWereHungUpOn() throws Exception {
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.header("Reason")).contains("408");
        pbx.answer(bye, 200, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());
    }

    /** RFC 4028 §9, table 2; where the phone may choose either, it is asked to do it itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Supported: timer                                         | 1800;refresher=uac | timer",
                "Supported: timer; Session-Expires: 3600                  | 1800;refresher=uac | timer",
                "Supported: timer; Session-Expires: 600                   | 600;refresher=uac  | timer",
                "Supported: timer; Session-Expires: 90                    | 90;refresher=uac   | timer",
                "Supported: timer; Session-Expires: 600;refresher=uac     | 600;refresher=uac  | timer",
                "Supported: timer; Session-Expires: 600;refresher=uas     | 600;refresher=uas  | ''",
                "Subject: knows nothing of it                             | ''                 | ''",
            })
    void the_phone_says_who_refreshes_or_is_asked_to_do_it(String says, String expires, String require)
            throws Exception {
        String lines = says.replaceFirst("; (?=Session)", "\r\n") + "\r\n";
        Packet ok = desk.up(phone, lines, PBX_REFRESHES).ok();

        assertThat(ok.header("Session-Expires")).isEqualTo(expires);
        assertThat(ok.header("Require")).isEqualTo(require);
    }

    @Test
    void the_pbx_is_asked_for_a_timer_and_may_say_who_refreshes() throws Exception {
        Packet invite = desk.up(phone, "Session-Expires: 100\r\n", PBX_REFRESHES)
                .callee()
                .invite();

        assertThat(invite.header("Session-Expires")).isEqualTo("1800");
        assertThat(invite.list("Supported")).contains("timer");
    }

    @Test
    void a_phone_that_takes_updates_is_asked_by_one_without_a_body() throws Exception {
        desk.up(phone, KNOWS_UPDATE, PBX_REFRESHES);

        desk.time().passes(HALF);

        Packet update = phone.awaitRequest("UPDATE");
        assertThat(update.body()).isEmpty();
        assertThat(update.header("Session-Expires")).isEqualTo("1800;refresher=uac");
        assertThat(update.list("Supported")).contains("timer");
        phone.answer(update, 200, "", phone.contactLine(), "");
        desk.time().passes(SOON);
        desk.time().passes(HALF);
        phone.answer(phone.awaitRequest("UPDATE"), 200, "", phone.contactLine(), "");
        desk.time().passes(SOON);
        assertNobodyWasHungUpOn();
    }

    @Test
    void a_phone_that_takes_none_is_shown_again_what_the_pbx_said_last() throws Exception {
        desk.up(phone, "", PBX_REFRESHES);

        desk.time().passes(HALF);

        Packet invite = phone.awaitRequest("INVITE");
        assertThat(invite.body()).isEqualTo(Ua.SDP);
        phone.answer(invite, 200, "", phone.contactLine(), Ua.SDP);
        assertThat(phone.awaitRequest("ACK").number()).isEqualTo(invite.number());
        assertThat(pbx.arrived())
                .filteredOn(packet -> packet.isRequest("INVITE"))
                .hasSize(1);
        assertNobodyWasHungUpOn();
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 501})
    void a_phone_that_says_it_takes_updates_and_does_not_is_asked_in_the_other_way(int code) throws Exception {
        desk.up(phone, KNOWS_UPDATE, PBX_REFRESHES);
        desk.time().passes(HALF);
        phone.answer(phone.awaitRequest("UPDATE"), code, "", "", "");
        desk.time().passes(SOON);

        phone.awaitRequest("INVITE");
    }

    @Test
    void the_pbx_is_asked_too_where_it_leaves_it_to_parley() throws Exception {
        desk.up(
                phone,
                "Supported: timer\r\nSession-Expires: 7200;refresher=uac\r\n",
                "Session-Expires: 600;refresher=uac\r\n");

        desk.time().passes(Duration.ofSeconds(300));

        Packet invite = pbx.awaitRequest("INVITE");
        assertThat(invite.header("Session-Expires")).isEqualTo("600;refresher=uac");
        assertThat(invite.body()).isEqualTo(Ua.SDP);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 481})
    void a_phone_that_has_no_such_call_has_left_it(int code) throws Exception {
        desk.up(phone, KNOWS_UPDATE, PBX_REFRESHES);
        desk.time().passes(HALF);
        phone.answer(phone.awaitRequest("UPDATE"), code, "", "", "");

        assertBothWereHungUpOn();
    }

    @Test
    void a_phone_that_refuses_the_refresh_is_there_all_the_same() throws Exception {
        desk.up(phone, "", PBX_REFRESHES);
        desk.time().passes(HALF);
        phone.answer(phone.awaitRequest("INVITE"), 488, "", "", "");
        phone.awaitRequest("ACK");
        desk.time().passes(HALF.minus(SOON));
        assertThat(phone.arrived())
                .filteredOn(packet -> packet.isRequest("INVITE"))
                .hasSize(1);

        desk.time().passes(SOON.plus(SOON));
        phone.answer(phone.awaitRequest("INVITE"), 488, "", "", "");
        assertNobodyWasHungUpOn();
    }

    @Test
    void a_refresh_that_meets_an_offer_comes_again_a_little_later() throws Exception {
        desk.up(phone, "", PBX_REFRESHES);
        desk.time().passes(HALF);
        phone.answer(phone.awaitRequest("INVITE"), 491, "", "", "");
        phone.awaitRequest("ACK");

        desk.time().passes(SOON);
        phone.awaitRequest("INVITE");
    }

    @Test
    void a_phone_that_should_have_refreshed_and_did_not_is_gone() throws Exception {
        desk.up(phone, "Supported: timer\r\nSession-Expires: 600;refresher=uac\r\n", PBX_REFRESHES);
        desk.time().passes(Duration.ofSeconds(567));
        assertNobodyWasHungUpOn();

        desk.time().passes(Duration.ofSeconds(1));
        assertBothWereHungUpOn();
    }

    @Test
    void a_phone_that_refreshes_stays() throws Exception {
        String timer = "Supported: timer\r\nSession-Expires: 600;refresher=uac\r\n";
        Desk.Up call = desk.up(phone, timer, PBX_REFRESHES);
        for (int i = 0; i < 4; i++) {
            desk.time().passes(Duration.ofSeconds(300));
            call.caller().request("UPDATE", phone.contactLine() + timer, "", "");
            assertThat(phone.awaitAnswer(200, "UPDATE").header("Session-Expires"))
                    .isEqualTo("600;refresher=uac");
        }
        assertNobodyWasHungUpOn();
    }

    @Test
    void what_a_phone_says_besides_does_not_put_off_a_refresh_that_it_waits_for() throws Exception {
        Desk.Up call = desk.up(
                phone, KNOWS_UPDATE + "Supported: timer\r\nSession-Expires: 600;refresher=uas\r\n", PBX_REFRESHES);
        desk.time().passes(Duration.ofSeconds(290));
        call.caller().request("OPTIONS", "", "", "");
        phone.awaitAnswer(200, "OPTIONS");

        desk.time().passes(SOON);
        phone.awaitRequest("UPDATE");
    }

    /** Who waits for a refresh gives up a third of the interval, or 32 s, before its end (RFC 4028 §10). */
    @ParameterizedTest
    @CsvSource({"90, 60", "120, 88", "200, 168"})
    void a_parley_that_was_killed_before_it_refreshed_does_so_before_the_pbx_gives_up(int interval, int end)
            throws Exception {
        desk.up(phone, "", KNOWS_UPDATE + "Session-Expires: " + interval + ";refresher=uac\r\n");
        Duration half = Duration.ofSeconds(interval).dividedBy(2);
        desk.time().passes(half.minusMillis(1));
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("UPDATE"));

        desk.isKilledAndBegunAgain();

        desk.time().passes(Duration.ofSeconds(end).minus(half));
        pbx.answer(pbx.awaitRequest("UPDATE"), 200, "", pbx.contactLine(), "");
        assertNobodyWasHungUpOn();
    }
}
