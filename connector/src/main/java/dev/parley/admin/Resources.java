package dev.parley.admin;

import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import dev.parley.chat.TextId;
import dev.parley.chat.Traces;
import dev.parley.pbx.PbxState;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What there is to see, by path. No answer contains what people wrote. */
record Resources(
        Rooms rooms,
        Links links,
        Traces traces,
        ClientProfiles profiles,
        Supplier<List<PbxState>> pbxs,
        PrometheusMeterRegistry metrics) {
    private static final List<String> PATHS = List.of(
            "/health/live",
            "/health/ready",
            "/metrics",
            "/rooms",
            "/rooms/{pbx}/{room}",
            "/trace?last=20",
            "/trace/{text}");

    private static final Pattern LAST = Pattern.compile("last=([1-9][0-9]{0,5})");
    private static final int LAST_UNASKED = 20;

    private record Unknown(String error, List<String> paths) {}

    Answer get(URI uri) {
        List<String> path = Stream.of(uri.getRawPath().substring(1).split("/", -1))
                .map(Resources::decoded)
                .toList();
        return switch (path.getFirst()) {
            case "health" -> health(path);
            case "metrics" -> path.size() == 1 ? scrape() : unknown();
            case "rooms" -> path.size() == 1 ? allRooms() : path.size() == 3 ? room(path) : unknown();
            case "trace" -> path.size() == 1 ? latest(uri) : path.size() == 2 ? trace(path.get(1)) : unknown();
            default -> unknown();
        };
    }

    private Answer health(List<String> path) {
        return switch (String.join("/", path)) {
            case "health/live" -> Json.ok(Map.of("live", true));
            case "health/ready" -> {
                HealthView health = HealthView.of(pbxs.get());
                yield Json.answer(health.ready() ? 200 : 503, health);
            }
            default -> unknown();
        };
    }

    private Answer scrape() {
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
    }

    private Answer allRooms() {
        return Json.ok(rooms.all().stream()
                .filter(room -> !room.isEmpty())
                .sorted(Comparator.comparing(room -> room.id().toString()))
                .map(room -> view(room))
                .toList());
    }

    private Answer room(List<String> path) {
        Room room = rooms.get(new RoomId(path.get(1), path.get(2)));
        return room.isEmpty()
                ? Json.answer(404, new Problem("Nobody is in this room.", "GET /rooms lists those with members."))
                : Json.ok(view(room));
    }

    private Answer latest(URI uri) {
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("last=" + LAST_UNASKED);
        Matcher last = LAST.matcher(query);
        return last.matches()
                ? Json.ok(traces.latest(Integer.parseInt(last.group(1))))
                : Json.answer(400, new Problem("The query says not how many.", "Write for example /trace?last=20."));
    }

    private Answer trace(String id) {
        return traces.get(new TextId(id))
                .map(Json::ok)
                .orElseGet(() -> Json.answer(
                        404,
                        new Problem(
                                "No text of this id is among the last " + traces.kept()
                                        + ", which are all that are kept.",
                                "GET /trace?last=20 lists the newest; trace.keep in parley.yaml says how many stay.")));
    }

    private static Answer unknown() {
        return Json.answer(404, new Unknown("There is nothing here.", PATHS));
    }

    /** A plus in a path is a plus; only in forms it is a space. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private RoomView view(Room room) {
        List<Room> linked = links.of(room.id()).stream().map(rooms::get).toList();
        return RoomView.of(room, linked, profiles);
    }
}
