package dev.parley.conference;

import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/** Follows documents as Linphone 5.1 does: a user goes only when told to be deleted, whatever a full document lacks. */
final class AdditiveReader {
    private final Set<String> users = new TreeSet<>();

    void read(Document document) {
        for (Element user : Dom.all(Dom.valid(document.bytes()), "users/user")) {
            if (Dom.state(user).equals("deleted")) {
                users.remove(user.getAttribute("entity"));
            } else {
                users.add(user.getAttribute("entity"));
            }
        }
    }

    Set<String> users() {
        return users;
    }
}
