package dev.parley.sip.stack;

import dev.parley.chat.Rate;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.message.Request;

/** A border on loopback that serves MESSAGE for room 3001. */
final class Given {
    private static final Rate ANY = new Rate(1_000_000, 1_000_000);

    private Given() {}

    static Transport.Ways ways(int port) {
        return ways(new ListeningAddress("udp", "127.0.0.1", port), new ListeningAddress("tcp", "127.0.0.1", port));
    }

    static Transport.Ways ways(ListeningAddress... addresses) {
        return new Transport.Ways(List.of(addresses), Optional.empty(), ANY, Duration.ofHours(1));
    }

    static Transport transport(Transport.Ways ways, Consumer<Incoming> serving) {
        return transport(ways, serving, Thread::startVirtualThread);
    }

    static Transport transport(Transport.Ways ways, Consumer<Incoming> serving, Executor threads) {
        return new Transport(
                ways,
                new Sip(),
                List.of(handler(Request.MESSAGE, serving), handler(Request.OPTIONS, request -> request.answer(200))),
                Set.of("known"),
                uri -> Optional.of(new RoomId("main", "3001")),
                threads,
                Tally.NONE,
                Clock.systemUTC());
    }

    private static RequestHandler handler(String method, Consumer<Incoming> serving) {
        return new RequestHandler() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public void handle(Incoming request) {
                serving.accept(request);
            }
        };
    }
}
