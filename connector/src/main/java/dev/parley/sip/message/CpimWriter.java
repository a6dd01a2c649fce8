package dev.parley.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes message/cpim. Nothing that is put in can end a header or begin another one. */
public final class CpimWriter {
    private static final Pattern URI = Pattern.compile("[!-;=?-~]+");

    private final StringBuilder head = new StringBuilder();

    private CpimWriter() {}

    /**
     * @param name of the sender for people to read, may be empty
     * @param from URI of the sender
     * @param to URI of whom it is for: the room, or a member
     */
    public static CpimWriter from(String name, String from, String to, Instant at) {
        String shown = name.isEmpty() ? "" : '"' + CpimHeader.escaped(name) + "\" ";
        return new CpimWriter()
                .header("From", shown + bracketed(from))
                .header("To", bracketed(to))
                .header("DateTime", at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /**
     * Asks for receipts (RFC 5438 §7.1.1).
     *
     * @param by URI that they are to come by; without it they would go to the sender's own address, past the room (§6.5)
     */
    public CpimWriter asking(Optional<ReceiptRequest> request, String by) {
        request.ifPresent(asked -> header("NS", "imdn <" + Cpim.IMDN + ">")
                .header("imdn.Message-ID", CpimHeader.escaped(asked.messageId()))
                .header("imdn.Disposition-Notification", asked.written())
                .header("imdn.IMDN-Record-Route", bracketed(by)));
        return this;
    }

    /** Marks this message itself, as RFC 5438 §7.2.1.1 wants it of receipts too. */
    CpimWriter named(String messageId) {
        return header("NS", "imdn <" + Cpim.IMDN + ">").header("imdn.Message-ID", CpimHeader.escaped(messageId));
    }

    /** @param type with its parameters */
    public byte[] text(String type, String text) {
        return content(type, "", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A receipt says that it is one (RFC 5438 §7.2.1.1). */
    byte[] receipt(String type, byte[] receipt) {
        return content(type, "Content-Disposition: notification\r\n", receipt);
    }

    private byte[] content(String type, String further, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String part = "\r\nContent-Type: " + type + "\r\n" + further + "Content-Length: " + content.length + "\r\n\r\n";
        out.writeBytes((head + part).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private CpimWriter header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    private static String bracketed(String uri) {
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException("not a URI that can stand in a CPIM header: " + CpimHeader.escaped(uri));
        }
        return "<" + uri + ">";
    }
}
