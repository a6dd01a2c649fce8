/** What subscribers are told of a room: the conference-info documents of RFC 4575. Imports rooms and the JDK only. */
@NullMarked
package dev.parley.conference;

import org.jspecify.annotations.NullMarked;
