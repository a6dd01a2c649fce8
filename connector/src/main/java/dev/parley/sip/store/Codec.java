package dev.parley.sip.store;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How the values of a table are written down. */
public interface Codec<V> {
    byte[] write(V value);

    /** @throws RuntimeException of any kind if it is nothing that {@link #write} could have made */
    V read(byte[] written);

    /**
     * A record as JSON. What lacks a component that is not {@link java.util.Optional} cannot be read: a newer Parley that
     * needs more than an older one wrote must not go on with half of it.
     */
    static <V> Codec<V> json(Class<V> type) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();
        // What it takes to learn how to write them, the better part of a second, is not to be spent on the first call.
        ObjectWriter writer = mapper.writerFor(type);
        return new Codec<>() {
            @Override
            public byte[] write(V value) {
                return writer.writeValueAsBytes(value);
            }

            @Override
            public V read(byte[] written) {
                return mapper.readValue(written, type);
            }
        };
    }
}
