/** The demo: a real Asterisk, Parley, and three phones that chat in a room. */
@NullMarked
package dev.parley.interop.demo;

import org.jspecify.annotations.NullMarked;
