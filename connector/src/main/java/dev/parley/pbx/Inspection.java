package dev.parley.pbx;

import java.util.List;

/** Looks at a PBX as it is now, and changes nothing there. */
@FunctionalInterface
public interface Inspection {
    List<Finding> inspect();
}
