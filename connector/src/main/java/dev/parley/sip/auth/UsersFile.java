package dev.parley.sip.auth;

import dev.parley.config.Account;
import dev.parley.config.AccountsFile;
import dev.parley.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts in a file, which may change while Parley runs. What was read last counts until something better can be read. */
final class UsersFile implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);

    /** What tells one state of a file from another without reading it. */
    private record Stamp(Object modified, long size, Optional<Object> file) {}

    private record Read(Optional<Stamp> stamp, Map<String, Account> accounts) {}

    private final Path file;
    private final String realm;
    private volatile Read last = new Read(Optional.empty(), Map.of());

    UsersFile(Path file, String realm) {
        this.file = file;
        this.realm = realm;
    }

    /** Both where there is no account at all: then nobody can tell from the challenge that it is in vain. */
    @Override
    public List<DigestAlgorithm> offered() {
        Map<String, Account> accounts = accounts();
        return Arrays.stream(DigestAlgorithm.values())
                .filter(algorithm -> accounts.isEmpty()
                        || accounts.values().stream()
                                .anyMatch(account -> hash(account, algorithm).isPresent()))
                .toList();
    }

    @Override
    public Optional<String> ha1(String user, DigestAlgorithm algorithm) {
        return Optional.ofNullable(accounts().get(user)).flatMap(account -> hash(account, algorithm));
    }

    private static Optional<String> hash(Account account, DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA_256 -> account.sha256();
            case MD5 -> account.md5();
        };
    }

    private Map<String, Account> accounts() {
        Optional<Stamp> now = stamp();
        return now.equals(last.stamp()) ? last.accounts() : reread(now);
    }

    private synchronized Map<String, Account> reread(Optional<Stamp> now) {
        if (!now.equals(last.stamp())) {
            last = new Read(now, read());
        }
        return last.accounts();
    }

    private Map<String, Account> read() {
        try {
            Map<String, Account> accounts = AccountsFile.read(file, realm);
            LOG.info("{} accounts in {}", accounts.size(), file);
            return accounts;
        } catch (ConfigException e) {
            LOG.warn("The accounts stay as they were: {}", e.getMessage());
            return last.accounts();
        }
    }

    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
