package dev.parley.pbx.freeswitch;

import dev.parley.esl.ApiReply;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where the devices of an account are registered. SMS::SEND_MESSAGE says "Accepted" for an account without any (1.11), so it
 * has to be asked before.
 */
final class Contacts {
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 10_000;
    /** What the API command could read as something else. */
    private static final Pattern SAFE = Pattern.compile("[^\\s\\p{Cntrl}^|,'\"\\\\{}\\[\\]<>$]+");

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(List<String> uris, Instant at) {}

    Contacts(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param account {@code user@domain}
     * @return SIP URIs, none where no device is registered
     */
    List<String> of(String profile, String account, EslConnection connection) throws EslException {
        Known before = known.get(account);
        if (before != null && clock.instant().isBefore(before.at().plus(FRESH))) {
            return before.uris();
        }
        if (!isSafe(account) || !isSafe(profile)) {
            return List.of();
        }
        List<String> uris = read(connection.api("sofia_contact " + profile + "/" + account), profile);
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(account, new Known(uris, clock.instant()));
        return uris;
    }

    /** A device registered, or is no longer. */
    void changed(String account) {
        known.remove(account);
    }

    void forgetAll() {
        known.clear();
    }

    static boolean isSafe(String argument) {
        return SAFE.matcher(argument).matches();
    }

    /**
     * Whether FreeSWITCH alone knows the way: it writes {@code fs_path} and {@code fs_nat} into the contact of a phone
     * behind NAT or a proxy, which mean nothing to anybody else.
     */
    static boolean leadsThroughFreeSwitch(String uri) {
        return uri.contains(";fs_");
    }

    private static List<String> read(ApiReply reply, String profile) {
        String prefix = "sofia/" + profile + "/";
        return Arrays.stream(reply.text().strip().split(","))
                .filter(contact -> contact.startsWith(prefix))
                .map(contact -> contact.substring(prefix.length()))
                .toList();
    }
}
