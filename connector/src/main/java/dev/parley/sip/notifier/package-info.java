/** SUBSCRIBE {@code Event: conference} and the NOTIFYs that follow it (RFC 6665, RFC 4575 §3). */
@NullMarked
package dev.parley.sip.notifier;

import org.jspecify.annotations.NullMarked;
