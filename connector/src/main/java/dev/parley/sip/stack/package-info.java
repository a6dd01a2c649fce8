/** jain-sip behind a wall: how it is set, what it lets in, and how requests leave. */
@NullMarked
package dev.parley.sip.stack;

import org.jspecify.annotations.NullMarked;
