package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the arrows point: cli to Parley to adapters to pbx to chat to room. */
class ArrowsTest {
    private static final JavaClasses PARLEY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parley");

    @Test
    void rooms_know_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("dev.parley.room")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.parley.room", "java..", "org.jspecify..")
                .check(PARLEY);
    }

    @Test
    void the_chat_knows_rooms_and_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("dev.parley.chat")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.parley.chat", "dev.parley.room", "java..", "org.jspecify..")
                .check(PARLEY);
    }

    @Test
    void the_documents_know_rooms_and_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("dev.parley.conference")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.parley.conference", "dev.parley.room", "java..", "org.jspecify..")
                .check(PARLEY);
    }

    @Test
    void the_port_knows_no_adapter() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley.pbx")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.pbx.asterisk..",
                        "dev.parley.pbx.freeswitch..",
                        "dev.parley.admin..",
                        "dev.parley.cli..",
                        "org.asteriskjava..",
                        "dev.parley.esl..")
                .check(PARLEY);
    }

    @Test
    void only_the_asterisk_adapter_knows_asterisk_java() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.pbx.asterisk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.asteriskjava..")
                .check(PARLEY);
    }

    @Test
    void only_the_freeswitch_adapter_knows_the_event_socket() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.parley.pbx.freeswitch..", "dev.parley.esl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.esl..")
                .check(PARLEY);
    }

    @Test
    void only_the_sip_side_knows_the_sip_stack() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.sip..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sip..", "gov.nist..")
                .check(PARLEY);
    }

    @Test
    void the_event_socket_client_knows_nothing_of_parley() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley.esl..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.parley..").and(not(resideInAPackage("dev.parley.esl.."))))
                .check(PARLEY);
    }

    @Test
    void adapters_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley.pbx.asterisk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.admin..", "dev.parley.sip..", "dev.parley.cli..", "dev.parley.pbx.freeswitch..")
                .check(PARLEY);
        noClasses()
                .that()
                .resideInAPackage("dev.parley.pbx.freeswitch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.admin..", "dev.parley.sip..", "dev.parley.cli..", "dev.parley.pbx.asterisk..")
                .check(PARLEY);
        noClasses()
                .that()
                .resideInAPackage("dev.parley.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.pbx.asterisk..",
                        "dev.parley.pbx.freeswitch..",
                        "dev.parley.sip..",
                        "dev.parley.cli..")
                .check(PARLEY);
        noClasses()
                .that()
                .resideInAPackage("dev.parley.sip..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.admin..",
                        "dev.parley.cli..",
                        "dev.parley.pbx.asterisk..",
                        "dev.parley.pbx.freeswitch..")
                .check(PARLEY);
    }

    @Test
    void only_the_command_line_uses_the_whole() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.parley.room..",
                        "dev.parley.chat..",
                        "dev.parley.conference..",
                        "dev.parley.pbx..",
                        "dev.parley.config..",
                        "dev.parley.sip..",
                        "dev.parley.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.cli..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.parley.Parley")
                .check(PARLEY);
    }

    @Test
    void no_two_parts_of_the_sip_side_know_each_other() {
        slices().matching("dev.parley.sip.(*)..").should().beFreeOfCycles().check(PARLEY);
    }
}
