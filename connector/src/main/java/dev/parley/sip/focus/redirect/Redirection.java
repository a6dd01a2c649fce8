package dev.parley.sip.focus.redirect;

import dev.parley.config.FocusConfig;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.SipConfig;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.Redirect;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that PBXs send on to the focus: wires what invites them and what lets them in. */
public final class Redirection implements AutoCloseable {
    private final Tokens tokens;
    private final Entrance entrance;
    private final Beacon beacon;

    /** @param takes whether calls are taken now */
    public Redirection(SipConfig own, FocusConfig focus, List<Pbx> pbxs, BooleanSupplier takes, Clock clock) {
        this.tokens = new Tokens(clock);
        this.entrance = new Entrance(tokens, focus.redirect());
        this.beacon = new Beacon(
                pbxs.stream()
                        .filter(pbx -> focus.behind(pbx.name()).isPresent())
                        .collect(Collectors.toUnmodifiableMap(
                                Pbx::name,
                                pbx -> new Beacon.Watcher(
                                        pbx,
                                        address(own, focus.behind(pbx.name()).orElseThrow())))),
                () -> isReachable(own) && takes.getAsBoolean());
    }

    /** Phones come by UDP unless the address says otherwise (RFC 3263 §4.1), and the dialplan's says nothing. */
    private static boolean isReachable(SipConfig own) {
        return own.listen().stream().anyMatch(listen -> listen.transport().equals("udp"));
    }

    private static FocusAddress address(SipConfig own, Behind behind) {
        Set<String> calledBy = Stream.concat(own.listen().stream().map(Redirection::source), Stream.of(own.host()))
                .collect(Collectors.toUnmodifiableSet());
        return new FocusAddress(behind.host(), calledBy);
    }

    private static String source(SipConfig.Listen listen) {
        String host = listen.host().indexOf(':') >= 0 ? "[" + listen.host() + "]" : listen.host();
        return host + ":" + listen.port();
    }

    public void open() {
        beacon.open();
    }

    /** A PBX that hears us from now on need not wait for the next time. Does not block. */
    public void inSight(String pbx) {
        beacon.inSight(pbx);
    }

    /** Whether calls may come in. */
    public Entrance entrance() {
        return entrance;
    }

    /** A PBX has sent a call here. Does not block. */
    public void announced(Redirect redirect) {
        tokens.announce(redirect);
    }

    /** PBXs keep their calls from now on. */
    @Override
    public void close() {
        beacon.close();
    }
}
