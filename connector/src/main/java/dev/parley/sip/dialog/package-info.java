/** Dialogs of RFC 3261 §12 as plain values, so that they can be kept, compared and written down. */
@NullMarked
package dev.parley.sip.dialog;

import org.jspecify.annotations.NullMarked;
