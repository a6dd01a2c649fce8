/** A real Kamailio in front of a PBX, for the tests of what goes into it. */
@NullMarked
package dev.parley.interop.kamailio;

import org.jspecify.annotations.NullMarked;
