package dev.parley.esl;

/** What FreeSWITCH said to a command, for example {@code +OK event listener enabled plain}. */
public record EslReply(String text) {
    public boolean isOk() {
        return text.startsWith("+OK");
    }
}
