package dev.parley.sip.notifier;

/** A line that is written down ahead of each NOTIFY. */
final class KeptLine implements Line {
    private final NotifyLine line;
    private final Keeper keeper;

    KeptLine(NotifyLine line, Keeper keeper) {
        this.line = line;
        this.keeper = keeper;
    }

    @Override
    public int space() {
        return line.space();
    }

    @Override
    public NotifyAnswer send(Notification notification) {
        keeper.telling(notification.memory(), line.dialog().next());
        return line.send(notification);
    }
}
