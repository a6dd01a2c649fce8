/** The port that every PBX adapter implements. */
@NullMarked
package dev.parley.pbx;

import org.jspecify.annotations.NullMarked;
