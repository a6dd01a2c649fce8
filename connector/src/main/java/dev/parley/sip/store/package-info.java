/** What outlives the process: small values under keys, in a file of Parley's own. */
@NullMarked
package dev.parley.sip.store;

import org.jspecify.annotations.NullMarked;
