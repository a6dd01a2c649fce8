package dev.parley.sip.message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message with headers of its own that no SIP server changes on the way (RFC 3862). */
record Cpim(List<CpimHeader> headers, Entity content) {
    static final String TYPE = "message/cpim";
    /** What a name without a prefix is of, unless NS says otherwise (RFC 3862 §3.4). */
    static final String HEADERS = "urn:ietf:params:cpim-headers:";
    /** RFC 5438 §6. */
    static final String IMDN = "urn:ietf:params:imdn";

    private static final Pattern ADDRESS =
            Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\"<>]*+)\\s*+<([^<>\\s]++)>", Pattern.DOTALL);

    Cpim {
        headers = List.copyOf(headers);
    }

    /** The URIs of all headers of this name, without formal names. */
    List<String> addresses(String name) throws NotTaken {
        List<String> values = values("", name);
        List<String> uris = values.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        if (uris.size() != values.size()) {
            throw NotTaken.malformed(name + " without an address in <>");
        }
        return uris;
    }

    /** The first of this name, without escapes. */
    Optional<String> text(String namespace, String name) {
        return headers.stream()
                .filter(header -> is(header, namespace, name))
                .map(CpimHeader::text)
                .findFirst();
    }

    private List<String> values(String namespace, String name) {
        return headers.stream()
                .filter(header -> is(header, namespace, name))
                .map(CpimHeader::value)
                .toList();
    }

    private static boolean is(CpimHeader header, String namespace, String name) {
        return header.namespace().equals(namespace) && header.name().equals(name);
    }
}
