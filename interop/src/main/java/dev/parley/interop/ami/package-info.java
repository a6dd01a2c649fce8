/** AMI as it is on the wire, line by line, without a library in between. */
@NullMarked
package dev.parley.interop.ami;

import org.jspecify.annotations.NullMarked;
