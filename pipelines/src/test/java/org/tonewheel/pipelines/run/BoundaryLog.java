package org.tonewheel.pipelines.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The lines of stage boundaries that are logged while it is open. */
final class BoundaryLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(StageBoundary.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  BoundaryLog() {
    appender.start();
    logger.addAppender(appender);
  }

  List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
