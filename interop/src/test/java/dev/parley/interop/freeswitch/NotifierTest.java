package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.CONFERENCE_INFO;
import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitNotify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who subscribes to a room at FreeSWITCH is told what Parley knows of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotifierTest {
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchChat> running = Optional.empty();

    @BeforeAll
    void start() {
        server = Optional.of(FreeSwitchChat.startServer());
        running = server.map(FreeSwitchChat::on);
    }

    @AfterEach
    void everybody_leaves() {
        chat().everybodyLeaves();
    }

    @AfterAll
    void stop() {
        running.ifPresent(FreeSwitchChat::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchChat chat() {
        return running.orElseThrow();
    }

    @Test
    void a_subscriber_is_told_who_is_there_who_comes_and_that_the_room_ends() {
        Call ofAlice = chat().call(chat().phone("alice"), "3001");
        TestPhone dave = chat().phone("dave");
        assertThat(dave.subscribe("3001", "conference", CONFERENCE_INFO).status())
                .isEqualTo(202);
        SipMessage first = awaitNotify(dave, text -> text.contains("sip:alice@127.0.0.1"));
        assertThat(first.text()).contains("state=\"full\"").doesNotContain("sip:bob@");

        Call ofBob = chat().call(chat().phone("bob"), "3001");
        awaitNotify(dave, text -> text.contains("state=\"partial\"") && text.contains("sip:bob@127.0.0.1"));

        ofBob.hangUp();
        ofAlice.hangUp();
        awaitNotify(dave, text -> text.contains("state=\"deleted\""));
    }

    @Test
    void an_empty_room_can_be_subscribed_to_and_then_somebody_comes() {
        TestPhone dave = chat().phone("dave");
        dave.subscribe("3001", "conference", CONFERENCE_INFO);
        awaitNotify(dave, text -> text.contains("<user-count>0</user-count>"));
        chat().member("alice");
        awaitNotify(dave, text -> text.contains("sip:alice@127.0.0.1"));
        assertThat(dave.exchanges().stream().map(exchange -> exchange.message().text()))
                .noneMatch(text -> text.contains("state=\"deleted\""));
    }
}
