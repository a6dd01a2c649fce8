package dev.parley.sip.focus.call;

/**
 * One dialog of a call.
 *
 * @param fork our tag towards the client, by which the branches of a call that forked behind us are told apart
 */
record Place(String fork, Side side) {
    Place other() {
        return new Place(fork, side.other());
    }
}
