/** Texts that Parley takes to the members' phones itself, not through the PBX. */
@NullMarked
package dev.parley.sip.direct;

import org.jspecify.annotations.NullMarked;
