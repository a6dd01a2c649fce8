/** The focus: calls to rooms pass through Parley's signalling, while the audio goes between phone and PBX (RFC 4353, RFC 4579). */
@NullMarked
package dev.parley.sip.focus;

import org.jspecify.annotations.NullMarked;
