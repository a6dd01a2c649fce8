package dev.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file that {@code sip.users} names. Each line is {@code user:realm:hash} or {@code user:realm:hash:hash}: a SHA-256
 * hash of {@code user:realm:password} (64 digits), an MD5 one (32), or both. A file of Apache's htdigest is one of these.
 */
public final class AccountsFile {
    private static final Pattern USER = Pattern.compile("[^\\s:\"\\\\\\p{C}]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final String FORM = "Write user:realm:hash with the SHA-256 or MD5 hash of user:realm:password.";

    private AccountsFile() {}

    /**
     * The accounts by their users' names.
     *
     * @param realm the one that all lines must be for, since the hashes of another prove nothing
     * @throws ConfigException with all that is wrong at once, and no hash in it
     */
    public static Map<String, Account> read(Path file, String realm) throws ConfigException {
        Reading reading = new Reading(file.toString());
        Map<String, Account> accounts = read(reading, file, realm);
        reading.throwIfWrong();
        return accounts;
    }

    static Map<String, Account> read(Reading reading, Path file, String realm) {
        Map<String, Account> accounts = new HashMap<>();
        try {
            List<String> lines = Texts.read(file).lines().toList();
            refuseIfOpen(file);
            for (int i = 0; i < lines.size(); i++) {
                add(reading, i + 1, lines.get(i).strip(), realm, accounts);
            }
        } catch (Unfit unfit) {
            reading.wrong(0, "", unfit.wrong(), unfit.write());
        }
        return Map.copyOf(accounts);
    }

    private static void add(Reading reading, int at, String line, String realm, Map<String, Account> accounts) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            Account account = account(line, realm);
            if (accounts.putIfAbsent(account.user(), account) != null) {
                throw new Unfit("there is a line for " + account.user() + " above.", "Keep one of them.");
            }
        } catch (Unfit unfit) {
            reading.wrong(at, "", unfit.wrong(), unfit.write());
        }
    }

    private static Account account(String line, String realm) throws Unfit {
        String[] fields = line.split(":", -1);
        if (fields.length < 3 || !USER.matcher(fields[0]).matches()) {
            throw new Unfit("is not the line of an account.", FORM);
        }
        if (!fields[1].equals(realm)) {
            throw new Unfit(
                    "is for the realm " + Words.quoted(fields[1]) + ", but the phones are asked for "
                            + Words.quoted(realm) + ".",
                    "Make the hash anew with that realm, or change sip.realm.");
        }
        List<String> hashes = List.of(fields).subList(2, fields.length).stream()
                .map(hash -> hash.toLowerCase(Locale.ROOT))
                .toList();
        Account account = new Account(fields[0], only(hashes, SHA_256), only(hashes, MD5));
        if (account.sha256().stream().count() + account.md5().stream().count() != hashes.size()) {
            throw new Unfit("has something else than one hash of each kind.", FORM);
        }
        return account;
    }

    private static Optional<String> only(List<String> hashes, Pattern form) {
        return hashes.stream().filter(hash -> form.matcher(hash).matches()).findFirst();
    }

    private static void refuseIfOpen(Path file) throws Unfit {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new Unfit(
                        "everybody on this machine can read it, and each hash is as good as the password.",
                        "Take that right away: chmod o-r " + file);
            }
        } catch (UnsupportedOperationException e) {
            return; // a file system that knows no such rights
        } catch (IOException e) {
            throw new Unfit("its access rights cannot be read.", "Check the folder that it is in.");
        }
    }
}
