/** AMI messages that asterisk-java lacks. It finds names and fields by reflection, so class and method names are the wire's. */
@NullMarked
package dev.parley.pbx.asterisk.wire;

import org.jspecify.annotations.NullMarked;
