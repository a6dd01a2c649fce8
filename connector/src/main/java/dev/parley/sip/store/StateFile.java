package dev.parley.sip.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file, locked for as long as it is open. Not thread-safe. */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final String NAME = "parley.state";
    private static final Writer.Row OPENED = new Writer.Row("store", "opened");

    /** Everything is read once, and then only written. */
    private static final int CACHE_MB = 1;

    /**
     * How long what is superseded is kept against a kernel that writes in another order, which only matters when the machine
     * fails. With the library's 45 s, a thousand changes a second made 650 MB of 2 MB; with none, 5 MB (2.4.240).
     */
    private static final int RETENTION_MILLIS = 0;

    private final MVStore store;

    private StateFile(MVStore store) {
        this.store = store;
    }

    static Path in(Path directory) throws StoreException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException("There is no directory " + directory + ", and it cannot be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw new StoreException("The directory " + directory + " cannot be written to.");
        }
        return directory.resolve(NAME);
    }

    /** Whatever is there and is no state of Parley's is put aside. */
    static StateFile open(Path path) throws StoreException {
        try {
            return opened(path);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StoreException(
                        path + " is in use by another Parley. Give each a directory of its own, or end the other one.",
                        e);
            }
            return afresh(path, e);
        } catch (RuntimeException e) { // whatever a damaged file makes the library trip over
            return afresh(path, e);
        }
    }

    private static StateFile opened(Path path) {
        MVStore store = new MVStore.Builder()
                .fileName(path.toAbsolutePath().toString())
                .cacheSize(CACHE_MB)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        StateFile file = new StateFile(store);
        try {
            file.read();
            // The first write of a process takes by far the longest: it is not to be that of the first call.
            file.write(Map.of(OPENED, Optional.of(Instant.now().toString().getBytes(StandardCharsets.US_ASCII))));
            return file;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static StateFile afresh(Path path, RuntimeException cause) throws StoreException {
        Path aside = path.resolveSibling(NAME + ".damaged-" + Instant.now().toEpochMilli());
        try {
            Files.move(path, aside);
            LOG.warn(
                    "{} is damaged or not Parley's, and was put aside as {}. Calls and subscriptions of before are not known"
                            + " any more; it can be deleted: {}",
                    path,
                    aside.getFileName(),
                    cause.getMessage());
            return opened(path);
        } catch (IOException | RuntimeException e) {
            e.addSuppressed(cause);
            throw new StoreException("State cannot be kept in " + path + ": " + e, e);
        }
    }

    /** All there is, by table. */
    Map<String, Map<String, byte[]>> read() {
        Map<String, Map<String, byte[]>> all = new HashMap<>();
        store.getMapNames().forEach(name -> all.put(name, new HashMap<>(table(name))));
        return all;
    }

    /** @param rows what they hold now; empty for what is not to be there any more */
    void write(Map<Writer.Row, Optional<byte[]>> rows) {
        rows.forEach((row, value) -> {
            MVMap<String, byte[]> table = table(row.table());
            value.ifPresentOrElse(bytes -> table.put(row.key(), bytes), () -> table.remove(row.key()));
        });
        store.commit();
    }

    private MVMap<String, byte[]> table(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    void close() {
        store.close();
    }

    /** After something went wrong with it: what is not written yet stays unwritten. */
    void abandon() {
        store.closeImmediately();
    }
}
