/** Reads conference-info documents as clients do, from their XML alone, for all tests that look at what subscribers know. */
@NullMarked
package dev.parley.conference.reader;

import org.jspecify.annotations.NullMarked;
