/** Who sent a request: by the address of a live call, by digest (RFC 7616, RFC 8760), by a trusted peer's word (RFC 3325). */
@NullMarked
package dev.parley.sip.auth;

import org.jspecify.annotations.NullMarked;
