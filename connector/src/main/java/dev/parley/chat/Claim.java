package dev.parley.chat;

/**
 * Who a text says it is from, and what the PBX saw of it. A claim proves nothing until {@link Proof} finds the member.
 *
 * @param user user part of the From URI, empty if it had none; written by the phone
 * @param digestUser user name of the Authorization header, empty if there was none; written by the phone
 * @param source address the PBX received the text from, {@code ip:port}; empty if unknown
 * @param transport {@code udp}, {@code tcp} or {@code tls}; empty if unknown
 */
public record Claim(String user, String digestUser, String source, String transport) {}
