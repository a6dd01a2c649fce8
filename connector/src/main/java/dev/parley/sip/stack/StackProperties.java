package dev.parley.sip.stack;

import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** How jain-sip 1.3.0-91 is set, and why: most of its defaults are for a laboratory. */
final class StackProperties {
    private static final String NIST = "gov.nist.javax.sip.";

    /** A thread for each processor was best; unset it makes one for each datagram. */
    static final int WORKERS = 2;

    /** Above it a datagram is cut and a stream closed: what a message costs to parse grows with its size squared. */
    static final int MOST_BYTES = 65_535;

    private static final int MOST_TRANSACTIONS = 20_000;
    private static final int MOST_CONNECTIONS = 2_000;

    private StackProperties() {}

    static Properties of(Optional<TlsKey> key) {
        Properties set = new Properties();
        key.ifPresent(with -> tls(set, with));
        // The factory gives out the same stack for the same name.
        set.setProperty("javax.sip.STACK_NAME", "parley-" + UUID.randomUUID());
        // Parley keeps its dialogs itself, since they have to outlive a stack that is restarted.
        set.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        set.setProperty(NIST + "DELIVER_UNSOLICITED_NOTIFY", "true");
        set.setProperty(NIST + "STACK_LOGGER", StackLog.class.getName());
        set.setProperty(NIST + "SERVER_LOGGER", NoMessageLog.class.getName());
        set.setProperty(NIST + "MESSAGE_PARSER_FACTORY", CarefulParser.Factory.class.getName());
        set.setProperty(NIST + "MESSAGE_PROCESSOR_FACTORY", Datagrams.Factory.class.getName());
        set.setProperty(NIST + "THREAD_POOL_SIZE", String.valueOf(WORKERS));
        set.setProperty(NIST + "REENTRANT_LISTENER", "true");
        set.setProperty(NIST + "MAX_MESSAGE_SIZE", String.valueOf(MOST_BYTES));
        set.setProperty(NIST + "MAX_SERVER_TRANSACTIONS", String.valueOf(MOST_TRANSACTIONS));
        set.setProperty(NIST + "MAX_CLIENT_TRANSACTIONS", String.valueOf(MOST_TRANSACTIONS));
        set.setProperty(NIST + "MAX_CONNECTIONS", String.valueOf(MOST_CONNECTIONS));
        // Datagrams that waited longer than this are dropped: their sender repeats them anyway.
        set.setProperty(NIST + "CONGESTION_CONTROL_TIMEOUT", "8000");
        set.setProperty(NIST + "READ_TIMEOUT", "10000");
        // Bytes held for each finished transaction: 2 kB in the place of 7.
        set.setProperty(NIST + "AGGRESSIVE_CLEANUP", "true");
        set.setProperty(NIST + "RECEIVE_UDP_BUFFER_SIZE", "8388608");
        set.setProperty(NIST + "SEND_UDP_BUFFER_SIZE", "8388608");
        return set;
    }

    /** The stack's own list has nothing but suites that Java 25 has switched off. */
    private static void tls(Properties set, TlsKey key) {
        set.setProperty("javax.net.ssl.keyStore", key.keystore().toString());
        set.setProperty("javax.net.ssl.keyStorePassword", key.password());
        set.setProperty("javax.net.ssl.keyStoreType", "pkcs12");
        key.trust().ifPresent(trust -> {
            set.setProperty("javax.net.ssl.trustStore", trust.toString());
            set.setProperty("javax.net.ssl.trustStorePassword", key.password());
            set.setProperty("javax.net.ssl.trustStoreType", "pkcs12");
        });
        set.setProperty(NIST + "TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
        set.setProperty(NIST + "TLS_CLIENT_AUTH_TYPE", "Disabled");
        set.setProperty(
                NIST + "ENABLED_CIPHER_SUITES",
                "TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                        + " TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
                        + " TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    }
}
