/** PUBLISH of the rooms' documents to a presence server (RFC 3903), which then serves the subscriptions. */
@NullMarked
package dev.parley.sip.publish;

import org.jspecify.annotations.NullMarked;
