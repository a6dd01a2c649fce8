package dev.parley.pbx.freeswitch;

/** FreeSWITCH was asked for its conferences and printed something else. */
final class UnreadableListException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST = 120;

    UnreadableListException(String printed) {
        super("\"conference json_list\" printed \"" + shortened(printed.strip())
                + "\". Is mod_conference loaded, and may Parley's user run \"conference\"?");
    }

    private static String shortened(String printed) {
        String line = printed.lines().findFirst().orElse("");
        return line.length() > MOST ? line.substring(0, MOST) : line;
    }
}
