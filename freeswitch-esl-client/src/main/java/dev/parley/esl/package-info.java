/**
 * Inbound event socket connections to FreeSWITCH. {@link dev.parley.esl.EslConnection} is one connection until its end;
 * {@link dev.parley.esl.EslClient} keeps one going and subscribes anew. Bodies are bytes, in both directions.
 */
@NullMarked
package dev.parley.esl;

import org.jspecify.annotations.NullMarked;
