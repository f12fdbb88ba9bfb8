package org.tonewheel.pipelines.runner;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.rejects.RejectedRow;

/**
 * Says how far a stage has come, on standard error: one line that renews itself on a terminal, a
 * plain line every ten seconds elsewhere.
 */
public final class Progress implements PipelineRun.Watcher {
  private static final double PLAIN_INTERVAL_SECONDS = 10;

  private final String stage;
  private final String unit;
  private final String counter;
  private final long total;
  private final PrintStream out;
  private final boolean terminal;
  private double lastPlain;

  /**
   * Watches a counter; the launcher says whether standard error is a terminal.
   *
   * @param unit what is counted
   * @param counter its name; what {@code tracksRejected} counts is done with too
   * @param total of both
   */
  public Progress(String stage, String unit, String counter, long total) {
    this(stage, unit, counter, total, System.err, Boolean.getBoolean("tonewheel.terminal"));
  }

  Progress(
      String stage, String unit, String counter, long total, PrintStream out, boolean terminal) {
    this.stage = stage;
    this.unit = unit;
    this.counter = counter;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public String stage() {
    return stage;
  }

  @Override
  public void seen(Map<String, Long> counters, double seconds) {
    long done = counters.getOrDefault(counter, 0L) + rejected(counters);
    boolean last = done >= total;
    if (!terminal && !last && seconds - lastPlain < PLAIN_INTERVAL_SECONDS) {
      return;
    }
    if (last && lastPlain < 0) {
      return;
    }
    double rate = seconds > 0 ? done / seconds : 0;
    String left = done == 0 || last ? "" : ", %s left".formatted(duration((total - done) / rate));
    String line =
        String.format(
            Locale.ROOT, "%s: %,d of %,d %s, %.1f/s%s", stage, done, total, unit, rate, left);
    if (terminal) {
      out.print("\r\u001b[K" + line + (last ? System.lineSeparator() : ""));
      out.flush();
    } else {
      out.println(line);
    }
    lastPlain = last ? -1 : seconds;
  }

  private static long rejected(Map<String, Long> counters) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(RejectedRow.TRACKS_COUNTER))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** A duration as people say it: {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
