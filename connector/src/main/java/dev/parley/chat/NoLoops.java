package dev.parley.chat;

/** Drops what a machine wrote: a copy of Parley's own that comes back, and automatic answers (RFC 3834 §2). */
final class NoLoops implements Rule {
    @Override
    public Verdict judge(Said said) {
        if (said.text().fromParley()) {
            return new Verdict.Drop("loop");
        }
        return said.text().automatic() ? new Verdict.Drop("automatic") : Verdict.pass();
    }
}
