package dev.parley.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.stack.Sip;
import java.util.List;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;

class DialogsTest {
    private static final DialogId ID = new DialogId("call", "ours", "theirs");

    private final Sip sip = new Sip();
    private final Dialogs dialogs = new Dialogs(sip);

    @Test
    void a_request_goes_to_the_contact_with_one_number_more_each_time() {
        Dialog dialog = dialog(List.of()).next();

        assertThat(written(dialogs.request(dialog, "NOTIFY")))
                .startsWith("NOTIFY sip:alice@192.0.2.7:5062 SIP/2.0")
                .contains("CSeq: 8 NOTIFY", "From: <sip:3001@pbx.example>;tag=ours", "Call-ID: call")
                .contains("To: <sip:alice@pbx.example>;tag=theirs");
        assertThat(written(dialogs.request(dialog.next(), "NOTIFY"))).contains("CSeq: 9 NOTIFY");
    }

    @Test
    void proxies_of_the_way_are_named_in_order_and_a_strict_one_takes_the_place_of_the_target() {
        assertThat(written(dialogs.request(dialog(List.of("<sip:p1;lr>", "<sip:p2;lr>")), "BYE")))
                .startsWith("BYE sip:alice@192.0.2.7:5062 ")
                .containsSubsequence("Route: <sip:p1;lr>", "<sip:p2;lr>");
        assertThat(written(dialogs.request(dialog(List.of("<sip:strict.example>", "<sip:p2;lr>")), "BYE")))
                .startsWith("BYE sip:strict.example ")
                .containsSubsequence("Route: <sip:p2;lr>", "<sip:alice@192.0.2.7:5062>");
    }

    @Test
    void an_answer_with_a_tag_and_a_contact_begins_a_dialog_with_the_way_turned_around() {
        Request invite = sip.request(
                "INVITE",
                sip.uri("sip:3001@pbx.example"),
                new Sip.Parties(
                        "call",
                        sip.address("", "sip:scribe@pbx.example"),
                        "ours",
                        sip.address("", "sip:3001@pbx.example"),
                        ""),
                4);
        Response ok = answer(invite);
        // Each is put before those that are there.
        ok.addHeader(sip.header("Record-Route", "<sip:near;lr>"));
        ok.addHeader(sip.header("Record-Route", "<sip:far;lr>"));

        assertThat(Dialogs.begunBy(invite, ok)).isEmpty();
        ok.addHeader(sip.header("Contact", "<sip:pbx@192.0.2.1>"));
        Dialog dialog = Dialogs.begunBy(invite, ok).orElseThrow();

        assertThat(dialog.id()).isEqualTo(ID);
        assertThat(dialog.target()).isEqualTo("sip:pbx@192.0.2.1");
        assertThat(dialog.routes()).containsExactly("<sip:near;lr>", "<sip:far;lr>");
        assertThat(dialog.localCseq()).isEqualTo(4);
    }

    @Test
    void requests_of_theirs_must_count_up() {
        Dialog dialog = dialog(List.of()).heard(5);

        assertThat(dialog.isInOrder(6)).isTrue();
        assertThat(dialog.isInOrder(5)).isFalse();
    }

    private static Dialog dialog(List<String> routes) {
        return new Dialog(
                ID, "sip:3001@pbx.example", "sip:alice@pbx.example", "sip:alice@192.0.2.7:5062", routes, 7, -1);
    }

    private static String written(Request request) {
        return request.toString();
    }

    private Response answer(Request request) {
        try {
            Response ok =
                    javax.sip.SipFactory.getInstance().createMessageFactory().createResponse(200, request);
            ((javax.sip.header.ToHeader) ok.getHeader("To")).setTag("theirs");
            return ok;
        } catch (javax.sip.PeerUnavailableException | java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
