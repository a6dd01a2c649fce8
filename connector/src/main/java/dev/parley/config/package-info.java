/** The configuration as records, and its loader: every error says file, line, path, what is wrong and what to write. */
@NullMarked
package dev.parley.config;

import org.jspecify.annotations.NullMarked;
