package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.Inspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.event.FullyBootedEvent;

/** Looks at a live Asterisk for what Parley needs there, and says what to paste where something is missing. */
public final class AsteriskInspection implements Inspection {
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(5);

    private final AsteriskConfig config;
    private final boolean focus;
    private final boolean dials;

    /**
     * @param focus whether calls to its rooms may go through Parley
     * @param dials whether Parley is to call people into rooms
     */
    public AsteriskInspection(AsteriskConfig config, boolean focus, boolean dials) {
        this.config = config;
        this.focus = focus;
        this.dials = dials;
    }

    @Override
    public List<Finding> inspect() {
        CountDownLatch booted = new CountDownLatch(1);
        Endpoints endpoints = new Endpoints();
        MembersCheck members = new MembersCheck(config);
        try (AmiSession session = AmiSession.login(config, true, event -> {
            if (event instanceof FullyBootedEvent) {
                booted.countDown();
            }
            endpoints.seen(event);
            members.seen(event);
        })) {
            List<Finding> findings = new ArrayList<>();
            findings.add(ok("in sight: " + Inquiry.version(session)));
            if (!booted.await(BOOT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                findings.add(noFullyBooted());
            }
            findings.addAll(new RightsCheck(config, dials, session).findings());
            findings.addAll(new ModulesCheck(config, session).findings());
            findings.addAll(new DialplanCheck(config, session).findings());
            findings.addAll(endpoints.findings(config, session));
            findings.addAll(members.findings(session));
            config.scribe().ifPresent(scribe -> findings.addAll(new ScribeCheck(config, scribe, session).findings()));
            if (focus) {
                findings.addAll(new FocusCheck(config, session).findings());
            }
            return findings;
        } catch (AmiException e) {
            return List.of(new Finding(Severity.PROBLEM, config.name() + ": " + e.why(), ManagerLines.user(config)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Finding noFullyBooted() {
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": no FullyBooted event within " + BOOT_PATIENCE.toSeconds()
                        + " s: Asterisk is still starting, or user " + config.user()
                        + " may not read class system. In manager.conf, section [" + config.user() + "]:",
                ManagerLines.READ);
    }

    private Finding ok(String what) {
        return new Finding(Severity.OK, config.name() + ": " + what, "");
    }
}
