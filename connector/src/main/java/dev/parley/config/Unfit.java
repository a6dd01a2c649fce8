package dev.parley.config;

/** A text is not of the kind that is wanted. */
final class Unfit extends Exception {
    private final String wrong;
    private final String write;

    Unfit(String wrong, String write) {
        super(wrong + " " + write);
        this.wrong = wrong;
        this.write = write;
    }

    String wrong() {
        return wrong;
    }

    String write() {
        return write;
    }
}
