package dev.parley.sip.stack;

import dev.parley.chat.Rate;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.message.Request;

/** A border on loopback that serves MESSAGE for room 3001. */
final class Given {
    private static final Floods NONE = new Floods(new Rate(1_000_000, 1_000_000), source -> false);

    private Given() {}

    static Transport.Ways ways(int port) {
        return ways(new ListeningAddress("udp", "127.0.0.1", port), new ListeningAddress("tcp", "127.0.0.1", port));
    }

    static Transport.Ways ways(ListeningAddress... addresses) {
        return new Transport.Ways(List.of(addresses), Optional.empty(), Duration.ofHours(1));
    }

    static Transport open(Transport.Ways ways, Consumer<Incoming> serving) throws StackException {
        return open(ways, NONE, serving, Thread::startVirtualThread);
    }

    static Transport open(Transport.Ways ways, Floods floods, Consumer<Incoming> serving) throws StackException {
        return open(ways, floods, serving, Thread::startVirtualThread);
    }

    static Transport open(Transport.Ways ways, Consumer<Incoming> serving, Executor threads) throws StackException {
        return open(ways, NONE, serving, threads);
    }

    private static Transport open(Transport.Ways ways, Floods floods, Consumer<Incoming> serving, Executor threads)
            throws StackException {
        Sip sip = new Sip();
        Transport transport = new Transport(ways, sip, threads, Tally.NONE);
        transport.open(Receptions.of(
                sip,
                List.of(handler(Request.MESSAGE, serving), handler(Request.OPTIONS, request -> request.answer(200))),
                Set.of("known"),
                uri -> Optional.of(new RoomId("main", "3001")),
                floods));
        return transport;
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
