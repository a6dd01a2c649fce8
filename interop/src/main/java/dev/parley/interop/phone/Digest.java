package dev.parley.interop.phone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers an MD5 challenge. */
final class Digest {
    private final String user;
    private final String password;

    Digest(String user, String password) {
        this.user = user;
        this.password = password;
    }

    String answer(String challenge, String method, String uri) {
        String realm = value(challenge, "realm");
        String nonce = value(challenge, "nonce");
        String secret = md5(user + ":" + realm + ":" + password);
        String request = md5(method + ":" + uri);
        String common = "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=MD5"
                .formatted(user, realm, nonce, uri);
        String opaque = value(challenge, "opaque");
        String tail = opaque.isEmpty() ? "" : ", opaque=\"" + opaque + "\"";
        if (value(challenge, "qop").isEmpty()) {
            return common + ", response=\"" + md5(secret + ":" + nonce + ":" + request) + "\"" + tail;
        }
        String cnonce = Ids.fresh();
        String response = md5(secret + ":" + nonce + ":00000001:" + cnonce + ":auth:" + request);
        return common + ", response=\"" + response + "\", qop=auth, nc=00000001, cnonce=\"" + cnonce + "\"" + tail;
    }

    private static String value(String challenge, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(challenge);
        return found.find() ? found.group(1) : "";
    }

    private static String md5(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
