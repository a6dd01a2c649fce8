/** Real SIP phones of other people, run without screen and sound. */
@NullMarked
package dev.parley.interop.client;

import org.jspecify.annotations.NullMarked;
