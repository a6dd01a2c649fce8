package dev.parley.chat;

import dev.parley.room.Member;

/** Refuses a private text to somebody who is not there, or to the sender himself. */
final class AddresseeIsThere implements Rule {
    @Override
    public Verdict judge(Said said) {
        boolean anybody = said.room().members().stream().anyMatch(member -> isReader(member, said));
        return said.text().audience() instanceof Audience.Only only && !anybody
                ? new Verdict.Refuse(
                        "no-addressee",
                        "Nobody else in conference " + said.room().id().name() + " is called " + only.user()
                                + ", so your private message reached nobody.")
                : Verdict.pass();
    }

    private static boolean isReader(Member member, Said said) {
        boolean sender = said.sender().filter(member::equals).isPresent();
        return !sender && Recipients.isAddressed(member, said.text().audience());
    }
}
