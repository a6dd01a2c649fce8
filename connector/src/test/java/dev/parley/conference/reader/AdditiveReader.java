package dev.parley.conference.reader;

import dev.parley.conference.Document;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/** Follows documents as Linphone 5.1 does: a user goes only when told to be deleted, whatever a full document lacks. */
public final class AdditiveReader {
    private final Set<String> users = new TreeSet<>();

    public void read(Document document) {
        read(document.bytes());
    }

    public void read(byte[] document) {
        for (Element user : Dom.all(Dom.valid(document), "users/user")) {
            if (Dom.state(user).equals("deleted")) {
                users.remove(user.getAttribute("entity"));
            } else {
                users.add(user.getAttribute("entity"));
            }
        }
    }

    public Set<String> users() {
        return users;
    }
}
