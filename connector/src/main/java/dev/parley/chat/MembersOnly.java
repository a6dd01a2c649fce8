package dev.parley.chat;

/** Refuses a text whose sender cannot be shown to be in the room: joining it is the consent to be written to (RFC 5363 §5.2). */
final class MembersOnly implements Rule {
    @Override
    public Verdict judge(Said said) {
        if (said.sender().isPresent()) {
            return Verdict.pass();
        }
        return isClaimedByMember(said)
                ? new Verdict.Refuse(
                        "unproven",
                        "It could not be confirmed that this message comes from the phone that is in the conference, so"
                                + " it reached nobody. Write from the phone that you call with.")
                : new Verdict.Refuse(
                        "not-a-member",
                        "You are not in conference " + said.room().id().name()
                                + ", so your message reached nobody. Call it first, then write.");
    }

    private static boolean isClaimedByMember(Said said) {
        String user = said.text().claim().user();
        return !user.isEmpty()
                && said.room().members().stream()
                        .anyMatch(member -> member.identity().endpoint().equals(user));
    }
}
