/** The composition root: where the parts of Parley are wired together, and nothing else. */
@NullMarked
package dev.parley;

import org.jspecify.annotations.NullMarked;
