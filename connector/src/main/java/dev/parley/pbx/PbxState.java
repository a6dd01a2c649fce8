package dev.parley.pbx;

/** A PBX by its name in the configuration, and whether it can be seen. */
public record PbxState(String name, Link link) {
    public boolean isUp() {
        return link instanceof Link.Up;
    }
}
