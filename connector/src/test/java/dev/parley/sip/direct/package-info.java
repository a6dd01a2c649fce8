@NullMarked
package dev.parley.sip.direct;

import org.jspecify.annotations.NullMarked;
