/** How calls to rooms get from the PBX to the focus: by a redirection (RFC 3261 §8.1.3.4) under a token for one call. */
@NullMarked
package dev.parley.sip.focus.redirect;

import org.jspecify.annotations.NullMarked;
