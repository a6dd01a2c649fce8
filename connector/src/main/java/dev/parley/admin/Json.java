package dev.parley.admin;

import dev.parley.chat.TextId;
import dev.parley.room.RoomId;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Answers in JSON, indented, since people read them too. Times are ISO 8601. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(TextId.class, ToStringSerializer.instance)
                    .addSerializer(RoomId.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    static Answer ok(Object value) {
        return answer(200, value);
    }

    static Answer answer(int status, Object value) {
        return new Answer(status, "application/json; charset=utf-8", MAPPER.writeValueAsString(value) + "\n");
    }
}
