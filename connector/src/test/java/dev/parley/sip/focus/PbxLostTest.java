package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.asterisk.AmiStandIn;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole Parley whose connection to its PBX is lost in the middle of a call, and made again. */
@Execution(ExecutionMode.CONCURRENT)
class PbxLostTest {
    private AmiStandIn ami;
    private Given focus;
    private Ua phone;
    private Ua pbx;

    @BeforeEach
    void open() throws Exception {
        ami = new AmiStandIn();
        ami.answering(action -> "ConfbridgeListRooms".equalsIgnoreCase(action.get("action"))
                ? Optional.of(AmiStandIn.error(action, "No active conferences."))
                : Optional.empty());
        focus = Given.attachedTo(ami.port());
        phone = focus.phone("alice");
        pbx = focus.pbx();
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        focus.close();
        ami.close();
    }

    @Test
    void a_pbx_that_has_forgotten_the_call_ends_it_at_the_phone() throws Exception {
        focus.up(phone);

        ami.nextEventPeer().cut();

        pbx.answer(pbx.awaitRequest("UPDATE"), 481, "", "", "");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 481, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_pbx_that_still_has_the_call_says_so_and_the_phone_hears_nothing_of_it() throws Exception {
        Given.UpCall call = focus.up(phone);

        ami.nextEventPeer().cut();

        pbx.answer(pbx.awaitRequest("UPDATE"), 200, "", pbx.contactLine(), "");
        call.caller().request("INFO", "", "text/plain", "x");
        pbx.answer(pbx.awaitRequest("INFO"), 200, "", "", "");
        phone.awaitAnswer(200, "INFO");
        assertThat(phone.arrived()).noneMatch(Packet::isRequest);
        assertThat(focus.calls()).isOne();
    }
}
