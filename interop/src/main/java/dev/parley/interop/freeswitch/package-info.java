/** A real FreeSWITCH for tests, demo and benchmarks, where one is installed. */
@NullMarked
package dev.parley.interop.freeswitch;

import org.jspecify.annotations.NullMarked;
