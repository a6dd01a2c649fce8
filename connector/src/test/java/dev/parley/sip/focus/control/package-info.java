@NullMarked
package dev.parley.sip.focus.control;

import org.jspecify.annotations.NullMarked;
