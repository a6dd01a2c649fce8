package dev.parley.interop.focus.sipp;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of some classes this JVM still holds, after it has thrown away what nobody holds. */
final class Living {
    private Living() {}

    static Map<String, Long> of(Collection<String> classes) {
        Map<String, Long> living = new TreeMap<>();
        classes.forEach(each -> living.put(each, 0L));
        // Lines like "   3:   1201   115296  dev.parley.sip.focus.call.Call".
        for (String line : histogram().split("\n")) {
            List<String> words = Arrays.stream(line.strip().split("\\s+")).toList();
            if (words.size() >= 4 && living.containsKey(words.get(3))) {
                living.put(words.get(3), Long.parseLong(words.get(1)));
            }
        }
        return living;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not tell what it holds", e);
        }
    }
}
