package dev.parley.interop.freeswitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The smallest FreeSWITCH configuration in which the shipped files can do their work, unchanged but for ports. */
final class FreeSwitchFiles {
    static final String PROFILE = "internal";
    static final String PASSWORD = "CHANGE-ME-parley";

    private final Path shipped;
    private final FreeSwitchPorts ports;

    FreeSwitchFiles(Path shipped, FreeSwitchPorts ports) {
        this.shipped = shipped;
        this.ports = ports;
    }

    void write(Path folder, List<String> users) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("freeswitch.xml"), document(users));
    }

    private String document(List<String> users) throws IOException {
        return """
                <?xml version="1.0"?>
                <document type="freeswitch/xml">
                  <X-PRE-PROCESS cmd="set" data="domain=127.0.0.1"/>
                  <section name="configuration">
                    <configuration name="modules.conf"><modules>
                      %s
                    </modules></configuration>
                    <configuration name="switch.conf"><settings>
                      <param name="loglevel" value="info"/>
                      <param name="max-sessions" value="1000"/>
                      <param name="sessions-per-second" value="500"/>
                      <param name="rtp-start-port" value="%d"/>
                      <param name="rtp-end-port" value="%d"/>
                    </settings></configuration>
                    <configuration name="logfile.conf"><settings/><profiles><profile name="default"><settings/>
                      <mappings><map name="all" value="info,notice,warning,err,crit,alert"/></mappings>
                    </profile></profiles></configuration>
                    %s
                    <configuration name="acl.conf"><network-lists/></configuration>
                    <configuration name="sofia.conf">
                      <global_settings><param name="log-level" value="0"/></global_settings>
                      <profiles><profile name="%s">
                        <domains><domain name="127.0.0.1" alias="true" parse="false"/></domains>
                        <settings>
                          <param name="sip-ip" value="127.0.0.1"/>
                          <param name="rtp-ip" value="127.0.0.1"/>
                          <param name="sip-port" value="%d"/>
                          <param name="context" value="public"/>
                          <param name="dialplan" value="XML"/>
                          <param name="inbound-codec-prefs" value="PCMU,PCMA"/>
                          <param name="outbound-codec-prefs" value="PCMU,PCMA"/>
                          <param name="force-register-domain" value="127.0.0.1"/>
                          <param name="media_timeout" value="0"/>
                          <param name="multiple-registrations" value="contact"/>
                          %s
                        </settings>
                      </profile></profiles>
                    </configuration>
                    <configuration name="conference.conf">
                      <caller-controls/>
                      <profiles>%s</profiles>
                    </configuration>
                  </section>
                  <section name="dialplan"><context name="public">%s%s
                    <extension name="phones"><condition field="destination_number" expression="^([a-z]+)$">
                      <action application="bridge" data="user/$1@127.0.0.1"/>
                    </condition></extension>
                  </context></section>
                  <section name="chatplan">%s</section>
                  <section name="directory"><domain name="127.0.0.1">
                    <params><param name="dial-string" value="${sofia_contact(*/${dialed_user}@${dialed_domain})}"/></params>
                    %s
                  </domain></section>
                </document>
                """.formatted(
                        modules(),
                        ports.rtpStart(),
                        ports.rtpEnd(),
                        shipped("autoload_configs/event_socket.conf.xml")
                                .replace("\"8021\"", "\"" + ports.eventSocket() + "\""),
                        PROFILE,
                        ports.sip(),
                        shipped("sip_profiles/internal_parley.xml"),
                        shipped("autoload_configs/conference_profile_parley.xml"),
                        shipped("dialplan/parley_focus.xml"),
                        shipped("dialplan/parley.xml"),
                        shipped("chatplan/00_parley.xml"),
                        users.stream().map(FreeSwitchFiles::user).collect(Collectors.joining()));
    }

    private static String modules() {
        return List.of(
                        "mod_logfile",
                        "mod_event_socket",
                        "mod_commands",
                        "mod_dptools",
                        "mod_dialplan_xml",
                        "mod_sofia",
                        "mod_conference",
                        "mod_sms",
                        "mod_tone_stream")
                .stream()
                .map(module -> "<load module=\"" + module + "\"/>")
                .collect(Collectors.joining());
    }

    private String shipped(String file) throws IOException {
        return Files.readString(shipped.resolve(file)).replace("<include>", "").replace("</include>", "");
    }

    private static String user(String name) {
        return """
                <user id="%1$s">
                  <params><param name="password" value="%1$ssecret"/></params>
                  <variables>
                    <variable name="user_context" value="public"/>
                  </variables>
                </user>
                """.formatted(name);
    }
}
