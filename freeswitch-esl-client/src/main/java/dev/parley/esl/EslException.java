package dev.parley.esl;

/** Why a connection could not be had, or came to its end. */
public abstract sealed class EslException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    private EslException(String why) {
        super(why);
        this.why = why;
    }

    private EslException(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    /** What was tried, on what, and what to look at. */
    @Override
    public String getMessage() {
        return why;
    }

    /** Nobody listens there, or the network is in the way. */
    public static final class Unreachable extends EslException {
        private static final long serialVersionUID = 1;

        Unreachable(EslAddress address, Throwable cause) {
            super(
                    "FreeSWITCH's event socket at " + address + " cannot be reached: " + cause.getMessage()
                            + ". Is mod_event_socket loaded, and does it listen there?",
                    cause);
        }
    }

    /** FreeSWITCH does not talk to our address ({@code text/rude-rejection}). */
    public static final class Rejected extends EslException {
        private static final long serialVersionUID = 1;

        Rejected(EslAddress address, String words) {
            super("FreeSWITCH at " + address + " rejected us: " + words
                    + ". Allow our address in apply-inbound-acl of event_socket.conf.xml.");
        }
    }

    /** The password or the user is wrong. */
    public static final class WrongLogin extends EslException {
        private static final long serialVersionUID = 1;

        WrongLogin(EslAddress address, EslLogin login, String words) {
            super("FreeSWITCH at " + address + " refused " + login + ": " + words
                    + ". Compare it with event_socket.conf.xml, or with the user's esl-password.");
        }
    }

    /** The connection is gone: closed by either side, broken, or told to end by FreeSWITCH. */
    public static final class Ended extends EslException {
        private static final long serialVersionUID = 1;

        Ended(EslAddress address, String how) {
            super("the connection to FreeSWITCH at " + address + " ended: " + how);
        }
    }

    /** Nothing came for too long, so that nobody knows which answer would belong to which command: it was closed. */
    public static final class Silent extends EslException {
        private static final long serialVersionUID = 1;

        Silent(EslAddress address, String what) {
            super("FreeSWITCH at " + address + " is silent: " + what);
        }
    }

    /** What came is not the event socket's protocol; it was closed. */
    public static final class Garbled extends EslException {
        private static final long serialVersionUID = 1;

        Garbled(EslAddress address, String what) {
            super("what came from " + address + " is not FreeSWITCH's event socket: " + what);
        }
    }
}
