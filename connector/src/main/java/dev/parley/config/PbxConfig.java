package dev.parley.config;

import java.util.List;

/** One PBX and the rooms on it that are Parley's. */
public sealed interface PbxConfig permits AsteriskConfig, FreeSwitchConfig {
    String name();

    /** Host part of the rooms' URIs, as the phones know their PBX. */
    String domain();

    List<RoomPattern> rooms();
}
