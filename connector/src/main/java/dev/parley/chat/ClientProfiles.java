package dev.parley.chat;

import java.util.List;

/** The profiles in the order in which they are asked; the last resort is one that works for most phones. */
public record ClientProfiles(List<ClientProfile> profiles, ClientProfile otherwise) {
    public ClientProfiles {
        profiles = List.copyOf(profiles);
    }

    public ClientProfile of(String userAgent) {
        return profiles.stream()
                .filter(profile -> profile.matches(userAgent))
                .findFirst()
                .orElse(otherwise);
    }
}
