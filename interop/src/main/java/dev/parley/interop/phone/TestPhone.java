package dev.parley.interop.phone;

import dev.parley.interop.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A SIP phone on loopback. Every method that sends a request waits for its final response. */
public final class TestPhone implements AutoCloseable {
    /** FreeSWITCH 1.11 answers 500 to some who answer its challenge within a millisecond; no network is that fast. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(10);

    private final PhoneOptions options;
    private final Wire wire;
    private final Requests requests;
    private final Answers answers;
    private final String registration = Ids.fresh();
    private final AtomicInteger registrations = new AtomicInteger();
    private final String conversation = Ids.fresh();
    private final AtomicInteger spoken = new AtomicInteger();
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, InetSocketAddress> pastServer = new ConcurrentHashMap<>();
    private final Seen<Exchange> exchanges = new Seen<>();
    private final Seen<ReceivedText> texts = new Seen<>();
    private final Seen<Call> incoming = new Seen<>();
    private final Seen<Watcher> watchers = new Seen<>();
    private final Optional<Audio> audio;

    public TestPhone(PhoneOptions options) {
        this.options = options;
        this.answers = new Answers(this);
        this.audio = options.speaks() ? Optional.of(new Audio()) : Optional.empty();
        try {
            this.wire = Wire.open(options.transport(), options.server(), this::receive);
        } catch (IOException e) {
            throw new UncheckedIOException(options.user() + " cannot reach " + options.server(), e);
        }
        this.requests = new Requests(this::send, wire.losesMessages(), options.patience());
    }

    public String user() {
        return options.user();
    }

    public int port() {
        return wire.localPort();
    }

    public String contact() {
        return drafts().contact();
    }

    public SipMessage register() {
        return register(Duration.ofMinutes(10));
    }

    /** Zero takes the registration back. */
    public SipMessage register(Duration expires) {
        SipMessage request = drafts().register(registration, registrations.incrementAndGet());
        return transact(request.with("Expires", Long.toString(expires.toSeconds())));
    }

    /** Subscribes for an hour; the NOTIFYs are among the exchanges. */
    public SipMessage subscribe(String number, String event, String accept) {
        String callId = Ids.fresh();
        subscriptions.add(callId);
        return transact(drafts().subscribe(number, event, callId, 1)
                .with("Expires", "3600")
                .with("Accept", accept));
    }

    /** The same, when it is certain to be accepted. */
    public Subscription subscribed(String number, String event, String accept) {
        SipMessage answer = subscribe(number, event, accept);
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.toString());
        }
        return new Subscription(this, answer, event, accept);
    }

    /** Takes the NOTIFYs of a subscription that it has made by raw bytes. */
    public void expectsNotifies(String callId) {
        subscriptions.add(callId);
    }

    boolean hasSubscribed(String callId) {
        return subscriptions.contains(callId);
    }

    /** Calls a room or a phone by its number or name; returns when the PBX has answered. */
    public Call call(String number) {
        return call(drafts().invite(number));
    }

    /** Goes where a 302 sends it, past its server, as baresip does. Only by UDP. */
    public Call follow(CallFailed redirect) {
        SipMessage invite = drafts().inviteAgain(redirect.elsewhere(), redirect.response());
        pastServer.put(invite.callId(), hostOf(redirect.elsewhere()));
        return call(invite);
    }

    /** Calls where the URI leads to, past its server. Only by UDP. */
    public Call callThere(String uri) {
        SipMessage invite = drafts().invite(uri);
        pastServer.put(invite.callId(), hostOf(uri));
        return call(invite);
    }

    private Call call(SipMessage invite) {
        SipMessage response = transact(invite.withBody(Sdp.TYPE, sdp(Sdp.SENDRECV, 1)));
        if (response.status() >= 300) {
            throw new CallFailed(response);
        }
        Call call = Call.outgoing(this, response);
        calls.put(call.callId(), call);
        call.ack(response.cseq());
        speaksTo(response);
        return call;
    }

    /** A text outside of any call. Returns the final response. */
    public SipMessage sendMessage(String to, OutgoingText text) {
        // By two: the answer to a challenge takes the number after its own.
        return transact(drafts().message(to, text, conversation, spoken.addAndGet(2)));
    }

    public SipMessage sendMessage(String to, String body) {
        return sendMessage(to, OutgoingText.plain(body));
    }

    /** Bytes as they are; answers to them are among the exchanges only. */
    public void sendRaw(byte[] bytes) {
        wire.send(bytes);
    }

    /** Bytes as they are, from the port of its calls to somebody else than its server. Only by UDP. */
    public void sendRaw(byte[] bytes, InetSocketAddress to) {
        if (wire instanceof UdpWire udp) {
            udp.send(bytes, to);
        } else {
            throw new IllegalStateException(options.user() + " has a connection to its server only");
        }
    }

    /** What it says to each MESSAGE from now on. */
    public void answersTextsWith(TextAnswer answer) {
        answers.toTexts(answer);
    }

    /** What it says to each call from now on: 200 takes it, 180 lets it ring, 0 is silence. */
    public void answersCallsWith(int code) {
        answers.toCalls(code);
    }

    /** Takes the call that rings. */
    public void pickUp(Duration atMost) {
        answers.pickUp(atMost);
    }

    /** The first request with this method that somebody sent to it, also among those that came before this call. */
    public SipMessage awaitRequest(String method, Duration atMost) {
        return awaitExchange(
                        seen -> seen.isReceived()
                                && seen.message().isRequest()
                                && seen.message().method().equals(method),
                        atMost)
                .map(Exchange::message)
                .orElseThrow(() -> new IllegalStateException("no " + method + " for " + user() + ": " + exchanges()));
    }

    /** What it says to each SUBSCRIBE from now on: 200 takes it. */
    public void answersSubscriptionsWith(TextAnswer answer) {
        answers.toSubscriptions(answer);
    }

    /** Of a phone that speaks. */
    public Audio audio() {
        return audio.orElseThrow(() -> new IllegalStateException(user() + " has no audio"));
    }

    public Optional<Watcher> awaitWatcher(Duration atMost) {
        return watchers.await(watcher -> true, atMost);
    }

    public List<ReceivedText> texts() {
        return texts.all();
    }

    /** The first text that fits, also among those that came before this call. */
    public Optional<ReceivedText> awaitText(Predicate<ReceivedText> wanted, Duration atMost) {
        return texts.await(wanted, atMost);
    }

    public boolean awaitTexts(int count, Duration atMost) {
        return texts.awaitAll(seen -> seen.size() >= count ? Optional.of(true) : Optional.empty(), atMost)
                .isPresent();
    }

    /** Those that are up. */
    public List<Call> calls() {
        return List.copyOf(calls.values());
    }

    public Optional<Call> awaitIncomingCall(Duration atMost) {
        return incoming.await(call -> !call.isEnded(), atMost);
    }

    /** Who is in the room, as its subscription has told it: names as a screen shows them. */
    public Set<String> roster() {
        return Roster.of(exchanges.all().stream()
                .filter(Exchange::isReceived)
                .map(Exchange::message)
                .filter(message -> message.isRequest() && message.method().equals("NOTIFY"))
                .map(SipMessage::body)
                .filter(body -> body.length > 0)
                .toList());
    }

    public List<Exchange> exchanges() {
        return exchanges.all();
    }

    public Optional<Exchange> awaitExchange(Predicate<Exchange> wanted, Duration atMost) {
        return exchanges.await(wanted, atMost);
    }

    public void forgetAll() {
        exchanges.forget();
        texts.forget();
        watchers.forget();
    }

    /** Hangs up all calls and takes the registration back. */
    public void goodbye() {
        List.copyOf(calls.values()).forEach(Call::hangUp);
        if (registrations.get() > 0) {
            register(Duration.ZERO);
        }
    }

    /** Vanishes without a word, as a phone whose battery is empty. */
    @Override
    public void close() {
        try {
            audio.ifPresent(Audio::close);
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends, waits, and once answers a digest challenge. */
    SipMessage transact(SipMessage request) {
        SipMessage response = requests.finalResponse(request);
        if (request.method().equals("INVITE") && response.status() >= 300) {
            send(Drafts.ackOf(request, response));
        }
        Optional<SipMessage> authorized = options.login()
                .map(login -> new Digest(login.user(), login.password()))
                .flatMap(digest -> Challenge.answer(request, response, digest));
        authorized.ifPresent(again -> LockSupport.parkNanos(ROUND_TRIP.toNanos()));
        return authorized.map(this::transact).orElse(response);
    }

    void send(SipMessage message) {
        keep(Exchange.Direction.SENT, message);
        if (!message.isRequest()) {
            wire.answer(message);
        } else if (pastServer.containsKey(message.callId())) {
            sendRaw(message.toBytes(), pastServer.get(message.callId()));
        } else {
            wire.send(message.toBytes());
        }
    }

    byte[] sdp(Sdp direction, int version) {
        return direction.body(version, audio.map(Audio::port).orElse(9));
    }

    /** From now on its audio goes where this offer or answer wants it. */
    void speaksTo(SipMessage message) {
        audio.ifPresent(own -> Sdp.audio(message.text()).ifPresent(own::speakTo));
    }

    Drafts drafts() {
        return new Drafts(options, port());
    }

    PhoneOptions options() {
        return options;
    }

    private static InetSocketAddress hostOf(String uri) {
        URI host = URI.create("//" + uri.replaceFirst("^sip:[^@]*@", "").replaceFirst("[;?].*$", ""));
        return new InetSocketAddress(host.getHost(), host.getPort());
    }

    Optional<Call> callOf(SipMessage request) {
        return Optional.ofNullable(calls.get(request.callId()));
    }

    void took(Call call) {
        calls.put(call.callId(), call);
        incoming.add(call);
    }

    void took(Watcher watcher) {
        watchers.add(watcher);
    }

    void heard(ReceivedText text) {
        texts.add(text);
    }

    void forget(Call call) {
        calls.remove(call.callId());
        audio.ifPresent(Audio::fallSilent);
    }

    private void receive(SipMessage message) {
        keep(Exchange.Direction.RECEIVED, message);
        if (message.isRequest()) {
            answers.answer(message);
        } else if (!requests.accept(message) && message.method().equals("INVITE") && message.status() / 100 == 2) {
            callOf(message).ifPresent(call -> call.ack(message.cseq()));
        }
    }

    private void keep(Exchange.Direction direction, SipMessage message) {
        if (options.keepsExchanges()) {
            exchanges.add(new Exchange(Instant.now(), direction, message));
        }
    }
}
