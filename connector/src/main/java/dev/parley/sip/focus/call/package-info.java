/** One call through the focus: two dialogs, and what is handed on between them (RFC 3261 §6, RFC 7332). */
@NullMarked
package dev.parley.sip.focus.call;

import org.jspecify.annotations.NullMarked;
