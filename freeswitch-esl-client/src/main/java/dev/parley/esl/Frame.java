package dev.parley.esl;

/** One frame of the wire: its own headers, raw, and its body. */
record Frame(EslHeaders headers, byte[] body) {
    String type() {
        return headers.first("Content-Type").orElse("");
    }

    String replyText() {
        return headers.first("Reply-Text").orElse("");
    }
}
