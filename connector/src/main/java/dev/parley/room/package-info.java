/** What a PBX said about its conference rooms, and the rooms as they are now. Imports the JDK only. */
@NullMarked
package dev.parley.room;

import org.jspecify.annotations.NullMarked;
