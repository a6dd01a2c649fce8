/** What people do with a room from their phones: call others in, throw others out, make a new one (RFC 4579). */
@NullMarked
package dev.parley.sip.focus.control;

import org.jspecify.annotations.NullMarked;
