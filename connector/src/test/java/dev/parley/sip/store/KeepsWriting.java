package dev.parley.sip.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that puts one value after the other until it is killed, and says so of each that it has put. */
final class KeepsWriting {
    private KeepsWriting() {}

    record Value(long number, String padding) {}

    /** @param args the directory, the first number */
    public static void main(String[] args) throws StoreException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Table<Value> values = Store.open(Path.of(args[0])).table("values", Codec.json(Value.class));
        for (long number = Long.parseLong(args[1]); ; number++) {
            values.put("key " + number % 1_000, new Value(number, "x".repeat(500)));
            out.println(number);
        }
    }
}
