package dev.parley.sip.dialog;

import java.util.List;

/**
 * A dialog as RFC 3261 §12 has it. Immutable; each request and each answer gives the next one.
 *
 * @param localUri ours, without tag
 * @param remoteUri theirs, as they wrote it, without tag
 * @param target where requests go: the Contact that the other side gave last
 * @param routes proxies on the way, the nearest first; never changes (§12.2)
 * @param localCseq of the last request we sent; the next has one more
 * @param remoteCseq of the last request they sent, -1 before the first
 */
public record Dialog(
        DialogId id,
        String localUri,
        String remoteUri,
        String target,
        List<String> routes,
        long localCseq,
        long remoteCseq) {
    public Dialog {
        routes = List.copyOf(routes);
    }

    /** After sending a request: it carries {@link #localCseq} of the result. */
    public Dialog next() {
        return new Dialog(id, localUri, remoteUri, target, routes, localCseq + 1, remoteCseq);
    }

    /** With numbers set aside for requests that nobody writes down before they are sent. */
    public Dialog ahead(int requests) {
        return new Dialog(id, localUri, remoteUri, target, routes, localCseq + requests, remoteCseq);
    }

    /** Whether a request of theirs comes in order: a lower number is answered 500 (§12.2.2). */
    public boolean isInOrder(long cseq) {
        return cseq > remoteCseq;
    }

    public Dialog heard(long cseq) {
        return new Dialog(id, localUri, remoteUri, target, routes, localCseq, cseq);
    }

    /** After a target refresh (§12.2.2). */
    public Dialog at(String newTarget) {
        return new Dialog(id, localUri, remoteUri, newTarget, routes, localCseq, remoteCseq);
    }
}
