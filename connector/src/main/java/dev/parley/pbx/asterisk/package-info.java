/** Asterisk ConfBridge over AMI and FastAGI. The only package that imports asterisk-java. */
@NullMarked
package dev.parley.pbx.asterisk;

import org.jspecify.annotations.NullMarked;
