package dev.parley.chat;

/** Drops an empty text, which is legal and says nothing; refuses one whose body the PBX lost, since somebody wrote it. */
final class NotEmpty implements Rule {
    @Override
    public Verdict judge(Said said) {
        Text text = said.text();
        if (text.bodyLost()) {
            return new Verdict.Refuse(
                    "lost-by-pbx",
                    "Your message of " + text.declaredBytes()
                            + " bytes was too long for this phone system and reached nobody. Please send it in parts of"
                            + " fewer than 1000 characters.");
        }
        return Plain.of(text.body()).isEmpty() ? new Verdict.Drop("empty") : Verdict.pass();
    }
}
