/** Real Asterisk servers on loopback, with the dialplan that an administrator installs. */
@NullMarked
package dev.parley.interop.asterisk;

import org.jspecify.annotations.NullMarked;
