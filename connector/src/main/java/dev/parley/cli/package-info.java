/** The commands of the launcher, one class each. */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
