@NullMarked
package dev.parley.pbx.freeswitch;

import org.jspecify.annotations.NullMarked;
