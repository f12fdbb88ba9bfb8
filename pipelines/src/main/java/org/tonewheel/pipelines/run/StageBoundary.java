package org.tonewheel.pipelines.run;

import com.google.common.base.Stopwatch;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of the log where a stage or a branch begins and ends: {@code key=value} pairs in a
 * fixed order, for log searches. A value with a space or another special character is in quotes, as
 * JSON.
 */
public final class StageBoundary {
  private static final Logger LOG = LoggerFactory.getLogger(StageBoundary.class);
  private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}_.:/@+,-]+");

  private final String kind;
  private final Map<String, Object> names = new LinkedHashMap<>();
  private final Stopwatch clock = Stopwatch.createStarted();

  private StageBoundary(RunDirectory run, String stage, String branch) {
    this.kind = branch == null ? "stage" : "branch";
    names.put("run", RunId.of(run));
    names.put("stage", stage);
    if (branch != null) {
      names.put("branch", branch);
    }
  }

  /** Of a stage; its time begins now. */
  public static StageBoundary ofStage(RunDirectory run, String stage) {
    return new StageBoundary(run, stage, null);
  }

  /** Of one branch of a stage; its time begins now. */
  public static StageBoundary ofBranch(RunDirectory run, String stage, String branch) {
    return new StageBoundary(run, stage, branch);
  }

  /** A further pair of the lines that follow, such as the attempt. */
  public StageBoundary with(String name, Object value) {
    names.put(name, value);
    return this;
  }

  /** The line of the start. */
  public void start() {
    LOG.info("{}", line("start", Map.of()));
  }

  /**
   * The line of the end.
   *
   * @param state such as {@code done}, in small letters
   * @param more pairs after state and seconds
   */
  public void end(String state, Map<String, ?> more) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    pairs.put("state", state);
    pairs.put("seconds", String.format(Locale.ROOT, "%.1f", seconds()));
    pairs.putAll(more);
    LOG.info("{}", line("end", pairs));
  }

  /** The line of an end by an exception. */
  public void end(String state, Exception why) {
    end(state, why.getMessage() == null ? Map.of() : Map.of("message", why.getMessage()));
  }

  /** Since it began. */
  double seconds() {
    return clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
  }

  private String line(String edge, Map<String, Object> more) {
    StringBuilder line = new StringBuilder("event=").append(kind).append('-').append(edge);
    names.forEach((name, value) -> append(line, name, value));
    more.forEach((name, value) -> append(line, name, value));
    return line.toString();
  }

  private static void append(StringBuilder line, String name, Object value) {
    String text = value.toString();
    line.append(' ').append(name).append('=');
    line.append(PLAIN.matcher(text).matches() ? text : Json.line(text));
  }
}
