/** Measures Parley beside the bare PBX, in one run on one machine. */
@NullMarked
package dev.parley.interop.bench;

import org.jspecify.annotations.NullMarked;
