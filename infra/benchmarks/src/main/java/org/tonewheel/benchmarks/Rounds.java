package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Work done as often as standard input says, so that the sides of a benchmark can take turns. It
 * prints {@code idle} and goes on after a line of input; it prints {@code waiting N} once the work
 * is prepared, and whenever N times are done. A line with a number is so many times more, {@code
 * save} writes what the last one gave.
 */
public final class Rounds {
  private Rounds() {}

  /** What is measured. */
  public interface Work {
    /** Does it once. */
    void run();

    /** Writes what it gave. */
    void save(Path file) throws IOException;
  }

  /** Prepares the work. */
  @FunctionalInterface
  public interface Preparation {
    Work prepare() throws IOException;
  }

  /** Serves until the input ends. */
  public static void serve(Preparation preparation, Path result, BufferedReader in, PrintStream out)
      throws IOException {
    say(out, "idle");
    if (in.readLine() == null) {
      return;
    }
    Work work = preparation.prepare();
    int done = 0;
    say(out, "waiting 0");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("save")) {
        work.save(result);
      } else {
        int times = Integer.parseInt(line);
        for (int i = 0; i < times; i++) {
          work.run();
          done++;
        }
      }
      say(out, "waiting " + done);
    }
  }

  private static void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
