package dev.parley.interop.bench;

import dev.parley.interop.Await;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Phones p1 to pN in one room of a FreeSWITCH, each registered and in a call. The first ones write, each in its call. */
final class FreeSwitchRoom implements AutoCloseable {
    static final String ROOM = "3001";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Texts that nobody of the slowest has read yet; Parley lets 100 wait for one member. */
    private static final int WINDOW = 60;

    /** FreeSWITCH answers a text in a call after 40 ms: one writer alone could not keep it busy. */
    static final int WRITERS = 8;

    private static final Pattern LEG =
            Pattern.compile("\"uuid\":\\s*\"([^\"]+)\"[^}]*?\"caller_id_number\":\\s*\"([^\"]+)\"");

    private final FreeSwitchServer freeswitch;
    private final List<TestPhone> phones = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    FreeSwitchRoom(FreeSwitchServer freeswitch) {
        this.freeswitch = freeswitch;
    }

    static List<String> users(int members) {
        return IntStream.rangeClosed(1, members).mapToObj(i -> "p" + i).toList();
    }

    void growTo(int members) {
        for (String user : users(members).subList(phones.size(), members)) {
            TestPhone phone = new TestPhone(freeswitch.phone(user).withoutExchanges());
            phones.add(phone);
            phone.register();
            calls.add(phone.call(ROOM));
        }
        if (Await.answer(PATIENCE, () -> Optional.of(legs()).filter(legs -> legs.size() == members))
                .isEmpty()) {
            throw new IllegalStateException("the room never had " + members + " members");
        }
    }

    int size() {
        return phones.size();
    }

    /** The channel of each user, as FreeSWITCH lists them. */
    Map<String, String> legs() {
        Map<String, String> legs = new LinkedHashMap<>();
        Matcher matcher = LEG.matcher(freeswitch.api("conference " + ROOM + " json_list"));
        while (matcher.find()) {
            legs.put(matcher.group(2), matcher.group(1));
        }
        return legs;
    }

    /**
     * @param texts of each writer
     * @return deliveries each second, from the first text sent to the last one read
     */
    double flood(int texts) {
        phones.forEach(TestPhone::forgetAll);
        AtomicInteger said = new AtomicInteger();
        long began = System.nanoTime();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.subList(0, WRITERS).forEach(call -> writers.submit(() -> write(call, texts, said)));
        }
        int all = WRITERS * texts;
        for (int i = 0; i < phones.size(); i++) {
            await(phones.get(i), i < WRITERS ? all - texts : all);
        }
        return all * (phones.size() - 1.0) / ((System.nanoTime() - began) / 1e9);
    }

    private void write(Call call, int texts, AtomicInteger said) {
        for (int i = 0; i < texts; i++) {
            await(phones.getLast(), said.get() - WINDOW);
            call.sendMessage(OutgoingText.plain("please open page twelve of the plan: " + said.incrementAndGet()));
        }
    }

    private static void await(TestPhone reader, int texts) {
        if (texts > 0 && !reader.awaitTexts(texts, PATIENCE)) {
            throw new IllegalStateException(
                    reader.user() + " read " + reader.texts().size() + " of " + texts + " texts");
        }
    }

    @Override
    public void close() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
    }
}
