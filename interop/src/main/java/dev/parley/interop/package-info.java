/** Test phones and real PBXs on loopback: what the demo, the interop tests and the benchmarks share. */
@NullMarked
package dev.parley.interop;

import org.jspecify.annotations.NullMarked;
