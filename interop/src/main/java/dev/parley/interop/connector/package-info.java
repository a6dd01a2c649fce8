/** A Parley attached to an Asterisk of ours. */
@NullMarked
package dev.parley.interop.connector;

import org.jspecify.annotations.NullMarked;
