package dev.parley.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads message/cpim as strictly as it is defined: who cannot write it may have meant somebody else by From or To. */
final class CpimReader {
    private static final int LONGEST_HEADERS = 8192;
    private static final int MOST_HEADERS = 64;

    /** RFC 3862 §3.6: name, parameters, exactly one space, value without controls. */
    private static final Pattern HEADER = Pattern.compile(
            "(?:([A-Za-z0-9!#-'*+\\-^-`|~]++)\\.)?([A-Za-z0-9!#-'*+\\-^-`|~]++):((?:;[^ \\p{Cc}]++)*+) ([^\\p{Cc}]*+)");

    private static final Pattern NAMESPACE = Pattern.compile("(?:([A-Za-z0-9!#-'*+\\-^-`|~]++) )?<([^<>\\s]++)>");
    private static final Set<String> KNOWN = Set.of("From", "To", "cc", "DateTime", "Subject", "NS", "Require");
    private static final Set<String> KNOWN_OF_IMDN =
            Set.of("Message-ID", "Disposition-Notification", "Original-To", "IMDN-Route", "IMDN-Record-Route");

    private final List<CpimHeader> headers = new ArrayList<>();
    private final Map<String, String> namespaces = new HashMap<>();
    private String unprefixed = "";

    private CpimReader() {}

    static Cpim read(byte[] bytes) throws NotTaken {
        int end = Bytes.indexOf(bytes, Bytes.BLANK_LINE, 0);
        if (end < 0 || end > LONGEST_HEADERS) {
            throw NotTaken.malformed("no blank line behind the headers of the CPIM object");
        }
        CpimReader reader = new CpimReader();
        reader.readHeaders(utf8(bytes, end));
        byte[] content = Arrays.copyOfRange(bytes, end + Bytes.BLANK_LINE.length, bytes.length);
        return reader.cpim(MimePart.parse(content, "text/plain; charset=utf-8"));
    }

    private static String utf8(byte[] bytes, int length) throws NotTaken {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw NotTaken.malformed("headers of the CPIM object that are not UTF-8");
        }
    }

    private void readHeaders(String block) throws NotTaken {
        String[] lines = block.split("\r\n", -1);
        if (lines.length > MOST_HEADERS) {
            throw NotTaken.malformed("more than " + MOST_HEADERS + " headers in the CPIM object");
        }
        for (String line : lines) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw NotTaken.malformed("a line that is no header of a CPIM object");
            }
            add(namespace(Optional.ofNullable(header.group(1))), header.group(2), header.group(4));
        }
    }

    private void add(String namespace, String name, String value) throws NotTaken {
        headers.add(new CpimHeader(namespace, name, value));
        if (namespace.isEmpty() && name.equals("NS")) {
            declare(value);
        }
        if (namespace.isEmpty() && name.equals("Require")) {
            refuseUnlessKnown(value);
        }
    }

    /** RFC 3862 §4.6: a prefix counts from the next header on. */
    private void declare(String value) throws NotTaken {
        Matcher declaration = NAMESPACE.matcher(value);
        if (!declaration.matches()) {
            throw NotTaken.malformed("NS without a namespace in <>");
        }
        if (declaration.group(1) == null) {
            unprefixed = declaration.group(2);
        } else {
            namespaces.put(declaration.group(1), declaration.group(2));
        }
    }

    private String namespace(Optional<String> prefix) throws NotTaken {
        if (prefix.isEmpty()) {
            return unprefixed.equals(Cpim.HEADERS) ? "" : unprefixed;
        }
        String namespace = namespaces.get(prefix.orElseThrow());
        if (namespace == null) {
            throw NotTaken.malformed("a prefix that no NS declares");
        }
        return namespace.equals(Cpim.HEADERS) ? "" : namespace;
    }

    /** RFC 3862 §4.7: what must be understood and is not must not be shown as if it was. */
    private void refuseUnlessKnown(String value) throws NotTaken {
        for (String wanted : value.split(",", -1)) {
            String[] name = wanted.strip().split("\\.", 2);
            boolean known = name.length == 1
                    ? KNOWN.contains(name[0])
                    : namespace(Optional.of(name[0])).equals(Cpim.IMDN) && KNOWN_OF_IMDN.contains(name[1]);
            if (!known) {
                throw NotTaken.unsupported("a header that the CPIM object requires");
            }
        }
    }

    private Cpim cpim(Entity content) throws NotTaken {
        Cpim cpim = new Cpim(headers, content);
        if (cpim.addresses("From").size() != 1 || cpim.addresses("To").isEmpty()) {
            throw NotTaken.malformed("a CPIM object without exactly one From, or without To");
        }
        return cpim;
    }
}
