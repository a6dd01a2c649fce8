/** Draws who said what to whom, and when. */
@NullMarked
package dev.parley.interop.ladder;

import org.jspecify.annotations.NullMarked;
