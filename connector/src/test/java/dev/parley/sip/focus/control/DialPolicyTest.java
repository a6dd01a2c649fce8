package dev.parley.sip.focus.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ControlConfig;
import dev.parley.config.ControlConfig.Role;
import dev.parley.config.ControlConfig.Rule;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Way;
import dev.parley.room.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DialPolicyTest {
    private static final Callee CAROL = new Callee("1003", "pbx.example");
    private static final Referrer ALICE = in("alice", Stage.ALICE);
    private static final Referrer BOB = in("bob", Stage.BOB);
    private static final Referrer OUTSIDER = new Referrer("carol", Optional.empty());

    private static Referrer in(String user, Member member) {
        return new Referrer(user, Optional.of(member));
    }

    private static Rule rule(Role role, String who, String... users) {
        return new Rule(Set.of(users), role, Pattern.compile(".*"), Pattern.compile(who), Set.of(), "", "");
    }

    private static DialPolicy policy(Rule... rules) {
        return policy(new ControlConfig.Moderators(Set.of(), true, false), rules);
    }

    private static DialPolicy policy(ControlConfig.Moderators moderators, Rule... rules) {
        return new DialPolicy(List.of(rules), new Moderators(moderators), room -> Set.of("pbx.example"));
    }

    private static boolean allows(DialPolicy policy, Referrer by, Callee callee) {
        return policy.way(by, Stage.room(), callee).isPresent();
    }

    @Test
    void without_a_rule_nobody_calls_anybody() {
        assertThat(allows(policy(), ALICE, CAROL)).isFalse();
    }

    @Test
    void a_rule_is_for_a_role() {
        DialPolicy members = policy(rule(Role.MEMBER, "10.."));
        assertThat(allows(members, BOB, CAROL)).isTrue();
        assertThat(allows(members, OUTSIDER, CAROL)).isFalse();
        DialPolicy chairs = policy(rule(Role.MODERATOR, "10.."));
        assertThat(allows(chairs, ALICE, CAROL)).isTrue();
        assertThat(allows(chairs, BOB, CAROL)).isFalse();
        assertThat(allows(policy(rule(Role.ANYBODY, "10..")), OUTSIDER, CAROL)).isTrue();
    }

    @Test
    void a_rule_may_be_for_some_users_only() {
        DialPolicy bob = policy(rule(Role.MEMBER, "10..", "bob"));
        assertThat(allows(bob, BOB, CAROL)).isTrue();
        assertThat(allows(bob, ALICE, CAROL)).isFalse();
    }

    @Test
    void the_whole_number_has_to_fit_and_the_host_too() {
        DialPolicy policy = policy(rule(Role.MEMBER, "10.."));
        assertThat(allows(policy, BOB, new Callee("10033", "pbx.example"))).isFalse();
        assertThat(allows(policy, BOB, new Callee("01003", "pbx.example"))).isFalse();
        assertThat(allows(policy, BOB, new Callee("1003", "evil.example"))).isFalse();
        assertThat(allows(policy, BOB, new Callee("1003", ""))).isTrue();
    }

    @Test
    void a_rule_may_name_other_hosts_and_another_way() {
        Rule partner = new Rule(
                Set.of(),
                Role.MEMBER,
                Pattern.compile("3001"),
                Pattern.compile(".*"),
                Set.of("partner.example"),
                "PJSIP/partner/sip:{user}@{host}",
                "inside");
        DialPolicy policy = policy(rule(Role.MEMBER, "10.."), partner);

        assertThat(policy.way(BOB, Stage.room(), new Callee("dora", "partner.example")))
                .contains(new Way("PJSIP/partner/sip:{user}@{host}", "inside"));
        assertThat(policy.way(BOB, Stage.room(), CAROL)).contains(Way.USUAL);
    }

    @Test
    void moderators_are_named_or_chairs_or_there_longest() {
        var room = Stage.room();
        Moderators named = new Moderators(new ControlConfig.Moderators(Set.of("carol"), false, false));
        assertThat(named.include(OUTSIDER, room)).isTrue();
        assertThat(named.include(ALICE, room)).isFalse();
        Moderators first = new Moderators(new ControlConfig.Moderators(Set.of(), false, true));
        assertThat(first.include(ALICE, room)).isTrue();
        assertThat(first.include(BOB, room)).isFalse();
    }
}
