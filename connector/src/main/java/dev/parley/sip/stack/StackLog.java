package dev.parley.sip.stack;

import dev.parley.room.Printable;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jain-sip has to say, at debug level: most of it is about what others sent, and all of it may hold their words. The
 * stack makes it by name, so it is public and takes nothing.
 */
public final class StackLog implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger(StackLog.class);

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level >= TRACE_DEBUG ? LOG.isTraceEnabled() : LOG.isDebugEnabled();
    }

    @Override
    public void logFatalError(String message) {
        LOG.warn("{}", Printable.of(message));
    }

    @Override
    public void logError(String message) {
        LOG.debug("{}", Printable.of(message));
    }

    @Override
    public void logError(String message, Exception cause) {
        LOG.debug("{}: {}", Printable.of(message), Printable.of(String.valueOf(cause)));
    }

    @Override
    public void logWarning(String message) {
        LOG.debug("{}", Printable.of(message));
    }

    @Override
    public void logInfo(String message) {
        LOG.debug("{}", Printable.of(message));
    }

    @Override
    public void logDebug(String message) {
        LOG.trace("{}", Printable.of(message));
    }

    @Override
    public void logDebug(String message, Exception cause) {
        LOG.trace("{}: {}", Printable.of(message), Printable.of(String.valueOf(cause)));
    }

    @Override
    public void logTrace(String message) {
        LOG.trace("{}", Printable.of(message));
    }

    @Override
    public void logException(Throwable cause) {
        LOG.debug("{}", Printable.of(String.valueOf(cause)));
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
