/** The Asterisk adapter against recorded bytes and hostile input. */
@NullMarked
package dev.parley.pbx.asterisk;

import org.jspecify.annotations.NullMarked;
