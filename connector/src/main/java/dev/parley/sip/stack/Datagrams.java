package dev.parley.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams for jain-sip. Its own receiver (1.3.0-91) makes an array of the largest size for each: 62 % of all memory
 * that a text to 1,000 phones took, held for as long as the datagram waits for a worker.
 */
final class Datagrams extends UDPMessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);

    private Datagrams(InetAddress address, SIPTransactionStack stack, int port) throws IOException {
        super(address, stack, port);
    }

    /** Made by the stack, by name. */
    public static final class Factory extends OIOMessageProcessorFactory {
        @Override
        public MessageProcessor createMessageProcessor(
                SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
            return transport.equalsIgnoreCase("udp")
                    ? new Datagrams(address, stack, port)
                    : super.createMessageProcessor(stack, address, port, transport);
        }
    }

    @Override
    public void run() {
        messageChannels = workers();
        byte[] largest = new byte[StackProperties.MOST_BYTES];
        while (isRunning) {
            try {
                DatagramPacket datagram = new DatagramPacket(largest, largest.length);
                sock.receive(datagram);
                datagram.setData(Arrays.copyOf(largest, datagram.getLength()));
                messageQueue.add(new DatagramQueuedMessageDispatch(datagram, System.currentTimeMillis()));
            } catch (IOException | RuntimeException e) {
                // It is closed, or this answers something that was sent.
                LOG.debug("No datagram on port {}: {}", getPort(), e.toString());
            }
        }
    }

    private LinkedList<MessageChannel> workers() {
        LinkedList<MessageChannel> workers = new LinkedList<>();
        for (int i = 0; i < StackProperties.WORKERS; i++) {
            workers.add(new Channel(this, "sip-udp-" + getPort() + "-" + i));
        }
        return workers;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort to) throws UnknownHostException {
        return new Channel(this, to.getInetAddress(), to.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress to, int port) {
        return new Channel(this, to, port);
    }

    private DatagramSocket socket() {
        return sock;
    }

    /** Sends from the port that it receives on; jain-sip's own does so only where it has made the receiver itself. */
    private static final class Channel extends UDPMessageChannel {
        /** Begins a thread that handles what is received. */
        Channel(Datagrams datagrams, String thread) {
            super(datagrams.sipStack, datagrams, thread);
        }

        /** A way to one peer. */
        Channel(Datagrams datagrams, InetAddress to, int port) {
            super(to, port, datagrams.sipStack, datagrams);
        }

        @Override
        protected void sendMessage(byte[] message, InetAddress to, int port, boolean again) throws IOException {
            if (port < 0) {
                throw new IOException("no port of " + to + " is known");
            }
            ((Datagrams) messageProcessor).socket().send(new DatagramPacket(message, message.length, to, port));
        }

        @Override
        protected void sendMessage(byte[] message, InetAddress to, int port, String transport, boolean again)
                throws IOException {
            if (transport.equalsIgnoreCase("udp")) {
                sendMessage(message, to, port, again);
            } else {
                super.sendMessage(message, to, port, transport, again);
            }
        }
    }
}
