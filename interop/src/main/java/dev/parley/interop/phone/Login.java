package dev.parley.interop.phone;

/**
 * What a phone answers to whoever asks for a password.
 *
 * @param user of the digest, mostly the phone's own
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return user + " with a password";
    }
}
