/** FreeSWITCH with mod_conference, over its event socket. */
@NullMarked
package dev.parley.pbx.freeswitch;

import org.jspecify.annotations.NullMarked;
