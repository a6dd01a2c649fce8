package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.event.UserEvent;
import org.jspecify.annotations.Nullable;

/** UserEvent ParleyText of the shipped dialplan: one MESSAGE to a room. What the phone controls comes in base64. */
public final class ParleyTextEvent extends UserEvent {
    private static final long serialVersionUID = 1L;

    private @Nullable String room;
    private @Nullable String seq;
    private @Nullable String callID64;
    private @Nullable String cSeq64;
    private @Nullable String from64;
    private @Nullable String type64;
    private @Nullable String length;
    private @Nullable String transport;
    private @Nullable String src;
    private @Nullable String auth64;
    private @Nullable String mark64;
    private @Nullable String auto64;
    private @Nullable String agent64;
    private @Nullable String body64;

    public ParleyTextEvent(Object source) {
        super(source);
    }

    public @Nullable String getRoom() {
        return room;
    }

    public void setRoom(String room) {
        this.room = room;
    }

    public @Nullable String getSeq() {
        return seq;
    }

    public void setSeq(String seq) {
        this.seq = seq;
    }

    public @Nullable String getCallID64() {
        return callID64;
    }

    public void setCallID64(String callID64) {
        this.callID64 = callID64;
    }

    public @Nullable String getCSeq64() {
        return cSeq64;
    }

    public void setCSeq64(String cSeq64) {
        this.cSeq64 = cSeq64;
    }

    public @Nullable String getFrom64() {
        return from64;
    }

    public void setFrom64(String from64) {
        this.from64 = from64;
    }

    public @Nullable String getType64() {
        return type64;
    }

    public void setType64(String type64) {
        this.type64 = type64;
    }

    public @Nullable String getLength() {
        return length;
    }

    public void setLength(String length) {
        this.length = length;
    }

    public @Nullable String getTransport() {
        return transport;
    }

    public void setTransport(String transport) {
        this.transport = transport;
    }

    public @Nullable String getSrc() {
        return src;
    }

    public void setSrc(String src) {
        this.src = src;
    }

    public @Nullable String getAuth64() {
        return auth64;
    }

    public void setAuth64(String auth64) {
        this.auth64 = auth64;
    }

    public @Nullable String getMark64() {
        return mark64;
    }

    public void setMark64(String mark64) {
        this.mark64 = mark64;
    }

    public @Nullable String getAuto64() {
        return auto64;
    }

    public void setAuto64(String auto64) {
        this.auto64 = auto64;
    }

    public @Nullable String getAgent64() {
        return agent64;
    }

    public void setAgent64(String agent64) {
        this.agent64 = agent64;
    }

    public @Nullable String getBody64() {
        return body64;
    }

    public void setBody64(String body64) {
        this.body64 = body64;
    }
}
