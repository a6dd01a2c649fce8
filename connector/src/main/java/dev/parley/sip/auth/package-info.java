/** Who sent a request, as far as it can be proven. */
@NullMarked
package dev.parley.sip.auth;

import org.jspecify.annotations.NullMarked;
