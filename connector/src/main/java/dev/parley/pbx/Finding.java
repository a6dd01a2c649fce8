package dev.parley.pbx;

/**
 * One thing that an inspection looked at.
 *
 * @param what what was found, beginning with the name of the PBX
 * @param paste the line or lines that put it right, ready to be pasted; may be empty
 */
public record Finding(Severity severity, String what, String paste) {
    /** How bad it is. */
    public enum Severity {
        OK,
        /** Cannot be seen just now. */
        NOTE,
        /** Works, but not as well or as safely as it could. */
        WARNING,
        /** Will not work, or must not be left so. */
        PROBLEM
    }
}
