package dev.parley.sip.focus;

import dev.parley.room.Member;
import dev.parley.sip.dialog.DialogId;
import java.util.Optional;

/** The calls that go through the focus now. Nothing here blocks. */
public interface FocusCalls {
    /** Where no call goes through the focus. */
    FocusCalls NONE = new FocusCalls() {
        @Override
        public Optional<Party> with(DialogId dialog) {
            return Optional.empty();
        }

        @Override
        public Optional<Party> of(Member member) {
            return Optional.empty();
        }

        @Override
        public void hangUp(Party party) {}
    };

    /** Whose dialog with the phone this is, seen from our side. */
    Optional<Party> with(DialogId dialog);

    /** The member's call, if it goes through the focus. */
    Optional<Party> of(Member member);

    /** Ends the call with BYE on both sides; nothing if it has ended already. */
    void hangUp(Party party);
}
