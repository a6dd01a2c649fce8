/** A small SIP phone for tests and the demo: it says what it is told to, and remembers what it heard. */
@NullMarked
package dev.parley.interop.phone;

import org.jspecify.annotations.NullMarked;
