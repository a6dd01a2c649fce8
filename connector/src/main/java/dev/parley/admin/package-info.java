/** Health, metrics, rosters and traces over loopback HTTP. */
@NullMarked
package dev.parley.admin;

import org.jspecify.annotations.NullMarked;
