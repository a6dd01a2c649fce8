/** The calls that go through Parley itself, as everybody on the SIP side sees them but the focus, which has them. */
@NullMarked
package dev.parley.sip.legs;

import org.jspecify.annotations.NullMarked;
