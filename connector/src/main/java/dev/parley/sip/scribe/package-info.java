/** The scribe: Parley's own silent leg in a room, which reads what members write inside their calls. */
@NullMarked
package dev.parley.sip.scribe;

import org.jspecify.annotations.NullMarked;
