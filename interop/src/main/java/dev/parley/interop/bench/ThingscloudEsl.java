package dev.parley.interop.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import link.thingscloud.freeswitch.esl.IEslEventListener;
import link.thingscloud.freeswitch.esl.InboundClient;
import link.thingscloud.freeswitch.esl.inbound.option.ConnectState;
import link.thingscloud.freeswitch.esl.inbound.option.InboundClientOption;
import link.thingscloud.freeswitch.esl.inbound.option.ServerOption;
import link.thingscloud.freeswitch.esl.transport.event.EslEvent;

/**
 * link.thingscloud:freeswitch-esl 2.2.0 in its best way of working, which keeps the order of events. It allows one
 * instance in a JVM, so servers come and go in that one.
 */
final class ThingscloudEsl implements EslContender, AutoCloseable {
    private final InboundClientOption option =
            new InboundClientOption().defaultPassword(EslReplay.PASSWORD).disablePublicExecutor(true);
    private final InboundClient client = InboundClient.newInstance(option);

    ThingscloudEsl() {
        client.start();
    }

    @Override
    public void events(EslReplay server, EslTally tally) throws Exception {
        IEslEventListener listener = new Listener(tally);
        option.addListener(listener);
        ServerOption where = connect(server);
        tally.start();
        client.setEventSubscriptions(where.addr(), "plain", "ALL");
        tally.await();
        option.removeListener(listener);
        option.removeServerOption(where);
    }

    @Override
    public void commands(EslReplay server, EslTally tally) throws Exception {
        ServerOption where = connect(server);
        EslBench.askFromThreads(
                tally,
                word -> String.join(
                        "\n",
                        client.sendSyncApiCommand(where.addr(), "echo", word).getBodyLines()));
        option.removeServerOption(where);
    }

    private ServerOption connect(EslReplay server) throws InterruptedException {
        var where = new ServerOption("127.0.0.1", server.port());
        option.addServerOption(where);
        while (where.state() != ConnectState.AUTHED) {
            Thread.sleep(10);
        }
        return where;
    }

    @Override
    public void close() {
        client.shutdown();
    }

    /** It gives a body as lines, so it is not held against it that the last line feed is gone. */
    private static byte[] body(EslEvent event) {
        return String.join("\n", event.getEventBodyLines()).getBytes(StandardCharsets.UTF_8);
    }

    private record Listener(EslTally tally) implements IEslEventListener {
        @Override
        public void eventReceived(String address, EslEvent event) {
            Map<String, String> headers = event.getEventHeaders();
            tally.event(Integer.parseInt(headers.get(EslReplay.NUMBER)), body(event));
        }

        @Override
        public void backgroundJobResultReceived(String address, EslEvent event) {
            eventReceived(address, event);
        }
    }
}
