/** Parley's own SIP side: what no PBX lets through. The only packages that know javax.sip. */
@NullMarked
package dev.parley.sip;

import org.jspecify.annotations.NullMarked;
