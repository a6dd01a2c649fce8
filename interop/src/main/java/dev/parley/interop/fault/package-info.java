/** What can go wrong between two programs, done on purpose. */
@NullMarked
package dev.parley.interop.fault;

import org.jspecify.annotations.NullMarked;
