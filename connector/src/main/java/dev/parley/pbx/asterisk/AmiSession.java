package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;

/** One login to AMI, until its connection ends. It never reconnects: a new login is a new session. */
final class AmiSession implements AutoCloseable {
    /** How much later than asked for a text that was not answered is given up. */
    private static final Duration LATE = Duration.ofMillis(250);

    private final AmiWire wire;
    private final String where;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Kept here too: asterisk-java 3.42.2 does not tell each of its own when a connection ends under load. */
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    private AmiSession(AmiWire wire, String where) {
        this.wire = wire;
        this.where = where;
    }

    /**
     * @param onEvent called on the thread that reads, in the order of the wire: it must only enqueue
     */
    static AmiSession login(AsteriskConfig config, boolean events, Consumer<ManagerEvent> onEvent) throws AmiException {
        String where = "AMI of " + config.name() + " at " + config.host() + ":" + config.port();
        AmiSession session = new AmiSession(new AmiWire(config), where);
        session.wire.addEventListener(event -> {
            if (event instanceof DisconnectEvent) {
                session.end();
                Thread.startVirtualThread(session.wire::abort);
            } else {
                onEvent.accept(event);
            }
        });
        Optional<Exception> failure = session.wire.logIn(events);
        if (failure.isPresent()) {
            session.close();
            throw session.cannot(config.user(), failure.get());
        }
        Thread.ofVirtual().name("ami-patience").start(session::expireTexts);
        return session;
    }

    private AmiException cannot(String user, Exception why) {
        return why instanceof AuthenticationFailedException
                ? new AmiException(
                        AmiException.Kind.REFUSED,
                        where + " refused user " + user + ": " + why.getMessage()
                                + ". Compare user and secret with manager.conf, and its deny and permit lines with our address.",
                        why)
                : new AmiException(
                        AmiException.Kind.UNREACHABLE, where + " cannot be reached: " + why.getMessage(), why);
    }

    /** Sends without waiting. The answer comes on the thread that reads, in the order of the wire: only enqueue there. */
    void send(ManagerAction action, Consumer<AmiReply> onReply) {
        Waiting asked = new Waiting(onReply);
        waiting.add(asked);
        try {
            wire.sendAction(
                    action, response -> answer(asked, response == null ? new AmiReply.Lost() : AmiReply.of(response)));
        } catch (IOException | IllegalStateException e) {
            close();
        }
        if (!isAlive()) {
            answer(asked, new AmiReply.Lost());
        }
    }

    private void answer(Waiting asked, AmiReply reply) {
        if (waiting.remove(asked)) {
            asked.onReply.accept(reply);
        }
    }

    private void end() {
        ended.countDown();
        waiting.forEach(asked -> answer(asked, new AmiReply.Lost()));
        wire.answers().loseAll();
    }

    /** Who waits for the answer to one action; answered once. */
    private static final class Waiting {
        private final Consumer<AmiReply> onReply;

        Waiting(Consumer<AmiReply> onReply) {
            this.onReply = onReply;
        }
    }

    private void expireTexts() {
        try {
            while (!ended.await(LATE.toMillis(), TimeUnit.MILLISECONDS)) {
                wire.answers().expire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends and waits. No answer in time is {@link AmiReply.Lost} too. */
    AmiReply ask(TextAction text, Duration patience) {
        CompletableFuture<AmiReply> reply = wire.send(text, patience);
        if (!isAlive()) {
            wire.answers().loseAll(); // it may have come to those that wait after the end had answered them
        }
        return reply.join();
    }

    /** Sends and waits. No answer in time is {@link AmiReply.Lost} too. */
    AmiReply ask(ManagerAction action, Duration patience) {
        return askAll(List.of(action), patience).getFirst();
    }

    /** Sends all, then waits for the answers, which come in the order of the actions. */
    List<AmiReply> askAll(List<? extends ManagerAction> actions, Duration patience) {
        List<CompletableFuture<AmiReply>> replies =
                actions.stream().map(this::asked).toList();
        Instant deadline = Instant.now().plus(patience);
        return replies.stream().map(reply -> await(reply, deadline)).toList();
    }

    private CompletableFuture<AmiReply> asked(ManagerAction action) {
        CompletableFuture<AmiReply> reply = new CompletableFuture<>();
        send(action, reply::complete);
        return reply;
    }

    private static AmiReply await(CompletableFuture<AmiReply> reply, Instant deadline) {
        try {
            long millis = Duration.between(Instant.now(), deadline).toMillis();
            return reply.get(Math.max(0, millis), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new AmiReply.Lost();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AmiReply.Lost();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return ended.getCount() > 0;
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    String where() {
        return where;
    }

    @Override
    public void close() {
        end();
        wire.abort();
    }
}
