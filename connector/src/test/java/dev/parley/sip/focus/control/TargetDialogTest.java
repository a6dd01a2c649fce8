package dev.parley.sip.focus.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.dialog.DialogId;
import org.junit.jupiter.api.Test;

class TargetDialogTest {
    @Test
    void what_the_sender_calls_local_is_remote_here() {
        assertThat(TargetDialog.of("a84b4c76e66710 ;local-tag=kkaz-;remote-tag=6544;x"))
                .contains(new DialogId("a84b4c76e66710", "6544", "kkaz-"));
        assertThat(TargetDialog.of("a;Remote-Tag=1 ; LOCAL-TAG = 2")).contains(new DialogId("a", "1", "2"));
    }

    @Test
    void half_a_dialog_is_none() {
        assertThat(TargetDialog.of("a;local-tag=1")).isEmpty();
        assertThat(TargetDialog.of("a;remote-tag=1;local-tag=")).isEmpty();
        assertThat(TargetDialog.of(";local-tag=1;remote-tag=2")).isEmpty();
    }
}
