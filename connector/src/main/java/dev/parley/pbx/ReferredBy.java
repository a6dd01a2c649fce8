package dev.parley.pbx;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who had somebody called (RFC 3892), as it was proven. No character that is left means anything to a PBX but itself, in a
 * dial string as little as in a command.
 *
 * @param uri of the scheme sip, without parameters
 */
public record ReferredBy(String uri) {
    private static final Pattern URI =
            Pattern.compile("sip:[A-Za-z0-9_.*%~+-]{1,128}@[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?");

    /** @throws IllegalArgumentException if there is anything else in it */
    public ReferredBy {
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException("an address that could mean something else to a PBX");
        }
    }

    /** Empty if there is anything in it that could mean something to a PBX. */
    public static Optional<ReferredBy> of(String uri) {
        return URI.matcher(uri).matches() ? Optional.of(new ReferredBy(uri)) : Optional.empty();
    }
}
