package dev.parley.config;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param file as the administrator named it
 * @param line 1-based, 0 where the whole file is meant
 * @param path where in the file, for example {@code pbx[0].rooms[0].match}; empty for the whole file
 * @param wrong what is wrong
 * @param write what to write instead
 */
public record ConfigError(String file, int line, String path, String wrong, String write) {
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file;
        String what = path.isEmpty() ? wrong : path + ": " + wrong;
        return where + ": " + what + " " + write;
    }
}
