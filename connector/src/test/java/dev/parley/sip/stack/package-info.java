/** The SIP side's border, over real sockets. */
@NullMarked
package dev.parley.sip.stack;

import org.jspecify.annotations.NullMarked;
