package dev.parley.esl;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login to FreeSWITCH's event socket, until its end. It never reconnects; {@link EslClient} does.
 *
 * <p>All methods may be called from any thread. Commands go out in the order of the calls, and each gets its own answer.
 * FreeSWITCH sends no events of a connection while an {@code api} command of the same connection runs (seen on 1.11): use
 * one connection for events and another one for commands.
 */
public final class EslConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EslConnection.class);
    private static final Duration WATCH = Duration.ofMillis(100);
    /** Answered in all states and by all users, and changes nothing for who wants no log. */
    private static final String SIGN_OF_LIFE = "nolog";

    private final EslAddress address;
    private final EslOptions options;
    private final EslListener listener;
    private final Socket socket = new Socket();
    private final Replies replies;
    private final EventQueue events;
    private final Outbox outbox = new Outbox();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<EslException> ended = new CompletableFuture<>();
    private final Map<String, CompletableFuture<ApiReply>> jobs = new ConcurrentHashMap<>();
    private volatile long lastHeard = System.nanoTime();
    private volatile long lastEvent = System.nanoTime();

    private EslConnection(EslAddress address, EslOptions options, EslListener listener) {
        this.address = address;
        this.options = options;
        this.listener = listener;
        this.replies = new Replies(options.answerPatience());
        this.events = new EventQueue(options.mostEvents(), options.mostEventBytes());
    }

    /**
     * Connects and logs in. After this returns, {@link EslListener#ended} is called exactly once.
     *
     * @throws EslException why it could not; the listener is told nothing but the end then
     */
    public static EslConnection connect(EslAddress address, EslLogin login, EslOptions options, EslListener listener)
            throws EslException {
        EslConnection connection = new EslConnection(address, options, listener);
        connection.open();
        connection.logIn(login);
        return connection;
    }

    /** Sends a command line, for example {@code filter Event-Name HEARTBEAT}. */
    public EslReply command(String line) throws EslException {
        return await(commandLater(line));
    }

    public CompletableFuture<EslReply> commandLater(String line) {
        return send(EslText.line("the command", line) + "\n\n").thenApply(frame -> new EslReply(frame.replyText()));
    }

    /**
     * Runs an API command and waits for what it prints.
     *
     * @param line for example {@code conference 3001 json_list}
     */
    public ApiReply api(String line) throws EslException {
        return await(apiLater(line));
    }

    public CompletableFuture<ApiReply> apiLater(String line) {
        return send("api " + EslText.line("the API command", line) + "\n\n").thenApply(EslConnection::printed);
    }

    /** A user without the right to a command gets a reply instead of a print-out. */
    private static ApiReply printed(Frame frame) {
        return new ApiReply(
                frame.type().equals("api/response")
                        ? frame.body()
                        : frame.replyText().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Runs a slow API command in a thread of FreeSWITCH's. The connection needs a subscription to BACKGROUND_JOB; its events
     * are not given to the listener if they are answers to this.
     *
     * @return fails with an {@link EslException} when the connection ends before
     */
    public CompletableFuture<ApiReply> bgapi(String line) {
        String job = UUID.randomUUID().toString();
        CompletableFuture<ApiReply> result = new CompletableFuture<>();
        jobs.put(job, result);
        result.whenComplete((reply, failure) -> jobs.remove(job));
        send("bgapi " + EslText.line("the API command", line) + "\nJob-UUID: " + job + "\n\n")
                .whenComplete((frame, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                    } else if (!frame.replyText().startsWith("+OK")) {
                        result.complete(printed(frame));
                    }
                });
        return result;
    }

    /** Fires an event. FreeSWITCH says {@code +OK} and the event's id, which tells nothing of what became of it. */
    public EslReply sendEvent(OutgoingEvent event) throws EslException {
        return await(sendEventLater(event));
    }

    public CompletableFuture<EslReply> sendEventLater(OutgoingEvent event) {
        return send(event.command()).thenApply(frame -> new EslReply(frame.replyText()));
    }

    /**
     * Filters first, then events, so that nothing comes that was not wanted.
     *
     * @return the first refusal, or the last answer
     */
    public EslReply subscribe(EslSubscription subscription) throws EslException {
        EslReply reply = new EslReply("+OK nothing to subscribe to");
        for (String command : subscription.commands()) {
            reply = command(command);
            if (!reply.isOk()) {
                return reply;
            }
        }
        return reply;
    }

    public EslAddress address() {
        return address;
    }

    public boolean isAlive() {
        return !ended.isDone();
    }

    /** How many events wait for the listener. */
    public int backlog() {
        return events.size();
    }

    /** Waits until the connection has ended, and says why. */
    public EslException awaitEnd() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end(new EslException.Ended(address, "closed by this side"));
    }

    private void open() throws EslException {
        Thread.ofVirtual().name("esl-events-" + address).start(this::dispatch);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int)
                    options.connectPatience().toMillis());
        } catch (IOException e) {
            EslException why = new EslException.Unreachable(address, e);
            end(why);
            throw why;
        }
        Thread.ofVirtual().name("esl-reader-" + address).start(this::read);
        Thread.ofVirtual().name("esl-writer-" + address).start(this::write);
        Thread.ofVirtual().name("esl-watch-" + address).start(this::watch);
    }

    private void logIn(EslLogin login) throws EslException {
        try {
            await(greeted.copy().orTimeout(options.connectPatience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (EslException e) {
            end(e);
            throw e;
        }
        EslReply reply = command(login.command());
        if (!reply.isOk()) {
            EslException why = new EslException.WrongLogin(address, login, reply.text());
            end(why);
            throw why;
        }
    }

    private CompletableFuture<Frame> send(String command) {
        return send(command.getBytes(StandardCharsets.UTF_8));
    }

    private CompletableFuture<Frame> send(byte[] command) {
        outbox.awaitRoom();
        return replies.expect(() -> outbox.add(command));
    }

    private <T> T await(CompletableFuture<T> future) throws EslException {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EslException why) {
                throw why;
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new EslException.Silent(address, "it did not ask for a login");
            }
            throw e;
        }
    }

    private void write() {
        try {
            outbox.writeTo(socket.getOutputStream(), e -> end(new EslException.Ended(address, "" + e.getMessage())));
        } catch (IOException e) {
            end(new EslException.Ended(address, "" + e.getMessage()));
        }
    }

    private void read() {
        try {
            FrameReader frames = new FrameReader(socket.getInputStream(), options.mostBodyBytes());
            for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                lastHeard = System.nanoTime();
                take(frame.get());
            }
            end(new EslException.Ended(address, "closed by FreeSWITCH"));
        } catch (FrameReader.GarbledException e) {
            end(new EslException.Garbled(address, "" + e.getMessage()));
        } catch (IOException e) {
            end(new EslException.Ended(address, "" + e.getMessage()));
        }
    }

    private void take(Frame frame) {
        switch (frame.type()) {
            case "command/reply", "api/response" -> {
                if (!replies.answer(frame)) {
                    end(new EslException.Garbled(address, "an answer to nothing"));
                }
            }
            case "text/event-plain" -> event(PlainEvents.parse(frame.body()));
            case "text/event-json" -> json(frame.body());
            case "text/event-xml" -> events.unreadable("events in XML are not read");
            case "auth/request" -> greeted.complete(null);
            case "text/rude-rejection" -> end(new EslException.Rejected(address, text(frame)));
            case "text/disconnect-notice" -> end(new EslException.Ended(address, "FreeSWITCH said: " + text(frame)));
            default -> {} // log lines, and what future releases may bring
        }
    }

    private static String text(Frame frame) {
        return new String(frame.body(), StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    }

    private void json(byte[] body) {
        try {
            event(JsonEvents.parse(body));
        } catch (JsonEvents.UnreadableException e) {
            events.unreadable("" + e.getMessage());
        }
    }

    private void event(EslEvent event) {
        lastEvent = System.nanoTime();
        CompletableFuture<ApiReply> job = event.name().equals("BACKGROUND_JOB")
                ? jobs.get(event.header("Job-UUID").orElse(""))
                : null;
        if (job == null) {
            events.add(event);
        } else {
            job.complete(new ApiReply(event.body()));
        }
    }

    private void watch() {
        long asked = System.nanoTime();
        while (isAlive()) {
            try {
                TimeUnit.NANOSECONDS.sleep(WATCH.toNanos());
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            if (replies.isOverdue()) {
                end(new EslException.Silent(address, "no answer within " + options.answerPatience()));
            } else if (now - lastHeard > options.silence().toNanos()) {
                end(new EslException.Silent(address, "nothing came for " + options.silence()));
            } else if (isWithoutEvents(now)) {
                end(new EslException.Silent(
                        address, "no event came for " + options.eventSilence().orElseThrow()));
            } else if (greetedBefore()
                    && now - Math.max(lastHeard, asked) > options.silence().toNanos() / 3) {
                asked = now;
                commandLater(SIGN_OF_LIFE);
            }
        }
    }

    private boolean greetedBefore() {
        return greeted.isDone() && !greeted.isCompletedExceptionally();
    }

    private boolean isWithoutEvents(long now) {
        return options.eventSilence()
                .filter(longest -> now - lastEvent > longest.toNanos())
                .isPresent();
    }

    private void end(EslException why) {
        if (!ended.complete(why)) {
            return;
        }
        closeSocket();
        greeted.completeExceptionally(why);
        outbox.end();
        replies.end(why);
        jobs.values().forEach(job -> job.completeExceptionally(why));
        events.end(why);
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed for us in any case
        }
    }

    private void dispatch() {
        boolean more = true;
        while (more) {
            more = tell(events.take());
        }
    }

    /** @return whether there is more to come */
    private boolean tell(EventQueue.Item item) {
        try {
            switch (item) {
                case EventQueue.Item.Event some -> listener.event(some.event());
                case EventQueue.Item.Missed some -> listener.missed(some.events(), some.why());
                case EventQueue.Item.End last -> listener.ended(last.why());
            }
        } catch (RuntimeException e) {
            LOG.error("the listener of {} failed on {}; the next events still come", address, item, e);
        }
        return !(item instanceof EventQueue.Item.End);
    }
}
