package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.event.UserEvent;
import org.jspecify.annotations.Nullable;

/** UserEvent ParleyRedirect of the shipped dialplan: one call that it has sent on to the focus. */
public final class ParleyRedirectEvent extends UserEvent {
    private static final long serialVersionUID = 1L;

    private @Nullable String room64;
    private @Nullable String user64;
    private @Nullable String token;

    public ParleyRedirectEvent(Object source) {
        super(source);
    }

    public @Nullable String getRoom64() {
        return room64;
    }

    public void setRoom64(String room64) {
        this.room64 = room64;
    }

    public @Nullable String getUser64() {
        return user64;
    }

    public void setUser64(String user64) {
        this.user64 = user64;
    }

    public @Nullable String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }
}
