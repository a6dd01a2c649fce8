/** MESSAGE to a room, RFC 3428: what stands in it, and what becomes of it. */
@NullMarked
package dev.parley.sip.message;

import org.jspecify.annotations.NullMarked;
