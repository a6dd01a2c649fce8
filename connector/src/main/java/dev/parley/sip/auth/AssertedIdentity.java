package dev.parley.sip.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a peer of our trust domain says of the sender (P-Asserted-Identity, RFC 3325 §9.1): a sip or sips address, a
 * telephone number, or one of each. From anybody else the header means nothing (§8).
 *
 * @param user user part of the address, as it was written; empty if there was none
 * @param host host of the address in lower case, without port; empty if there was none
 * @param number the telephone number, digits with an optional plus; empty if there was none
 */
record AssertedIdentity(String user, String host, String number) {
    /** Commas in quotes and in brackets do not end a value. */
    private static final Pattern VALUE =
            Pattern.compile("\\s*+((?:\"(?:[^\"\\\\]|\\\\.)*+\"|<[^<>\"]*+>|[^\",<>])++)(,|$)", Pattern.DOTALL);

    private static final Pattern BRACKETS = Pattern.compile("[^<]*<([^<>]+)>\\s*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern SIP = Pattern.compile(
            "sips?:([^@:;?\\s]+)@([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?(?:[;?].*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TEL = Pattern.compile("tel:(\\+?[0-9().-]{1,40})(?:;.*)?", Pattern.CASE_INSENSITIVE);

    /** Empty where the header breaks the rule, so that it must not be believed in part either. */
    static Optional<AssertedIdentity> of(List<String> headers) {
        List<String> uris = new ArrayList<>();
        for (String header : headers) {
            Optional<List<String>> values = uris(header);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            uris.addAll(values.orElseThrow());
        }
        List<Matcher> sip =
                uris.stream().map(SIP::matcher).filter(Matcher::matches).toList();
        List<Matcher> tel =
                uris.stream().map(TEL::matcher).filter(Matcher::matches).toList();
        boolean allowed =
                !uris.isEmpty() && sip.size() <= 1 && tel.size() <= 1 && sip.size() + tel.size() == uris.size();
        return allowed
                ? Optional.of(new AssertedIdentity(
                        sip.stream().map(uri -> uri.group(1)).findFirst().orElse(""),
                        sip.stream()
                                .map(uri -> uri.group(2).toLowerCase(Locale.ROOT))
                                .findFirst()
                                .orElse(""),
                        tel.stream()
                                .map(uri -> uri.group(1).replaceAll("[().-]", ""))
                                .findFirst()
                                .orElse("")))
                : Optional.empty();
    }

    private static Optional<List<String>> uris(String header) {
        List<String> uris = new ArrayList<>();
        Matcher value = VALUE.matcher(header);
        boolean more = true;
        while (more && value.lookingAt()) {
            uris.add(uri(value.group(1)));
            more = !value.group(2).isEmpty();
            value.region(value.end(), header.length());
        }
        return more ? Optional.empty() : Optional.of(uris);
    }

    private static String uri(String value) {
        Matcher brackets = BRACKETS.matcher(QUOTED.matcher(value).replaceAll(""));
        return brackets.matches() ? brackets.group(1).strip() : value.strip();
    }
}
