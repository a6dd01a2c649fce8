/** What becomes of a text said to a room: who said it, may it pass, who gets which copy on which route. Imports the JDK and room only. */
@NullMarked
package dev.parley.chat;

import org.jspecify.annotations.NullMarked;
