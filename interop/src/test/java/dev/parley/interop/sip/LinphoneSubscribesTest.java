package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.client.Linphonec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A phone that people really have subscribes by itself to a room at Parley, and takes what it is told. */
class LinphoneSubscribesTest {
    @Test
    void linphone_subscribes_and_takes_all_that_it_is_told() {
        Assumptions.assumeTrue(Linphonec.isInstalled(), "linphonec is not installed");
        try (FocusProxy focus = new FocusProxy("carol");
                SipRooms rooms = new SipRooms(
                        "", "trusted: [127.0.0.1:" + focus.address().getPort() + "]\n")) {
            focus.leadsTo(rooms.port());
            rooms.joins("3001", SipRooms.leg("carol", "192.0.2.3:5060"));
            rooms.awaitHappened("3001");
            try (Linphonec linphone = Linphonec.start("carol", focus.address())) {
                linphone.call("3001");

                SipText subscribe = focus.await(message -> message.text().startsWith("SUBSCRIBE "));
                assertThat(subscribe.header("Event")).isEqualTo("conference");
                assertThat(subscribe.header("User-Agent")).containsIgnoringCase("linphone");
                assertThat(isTaken(focus, 1)).contains("sip:carol@pbx.example", "state=\"full\"");

                rooms.joins("3001", SipRooms.leg("alice", "192.0.2.1:5060"));
                assertThat(isTaken(focus, 2)).contains("sip:alice@pbx.example", "state=\"partial\"");
            }
        }
    }

    /** The document of the NOTIFY with this number, after the phone has answered it with 200. */
    private static String isTaken(FocusProxy focus, int number) {
        SipText notify = focus.await(message -> message.isRequest() && is(message, number));
        SipText answer = focus.await(message -> !message.isRequest() && is(message, number));
        assertThat(answer.status()).isEqualTo(200);
        return notify.body();
    }

    private static boolean is(SipText message, int number) {
        return message.find("CSeq").filter((number + " NOTIFY")::equals).isPresent();
    }
}
