/** The calls of the focus, in a time of the tests' own. */
@NullMarked
package dev.parley.sip.focus.call;

import org.jspecify.annotations.NullMarked;
