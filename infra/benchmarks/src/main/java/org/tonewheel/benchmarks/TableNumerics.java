package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One side of a benchmark: SMOTE or t-SNE on rows of a file, done as often as standard input says.
 * It prints {@code idle} and goes on after a line of input; it prints {@code waiting N} once the
 * rows are in memory, and whenever N times are done. A line with a number is so many times more,
 * {@code save} writes what the last one gave.
 *
 * <p>It measures nothing: its processor time is read from outside, as that of the other side is.
 */
public final class TableNumerics {
  private TableNumerics() {}

  /** What is measured. */
  interface Work {
    /** Does it once. */
    void run();

    /** Writes what it gave. */
    void save(Path file) throws IOException;
  }

  /** Arguments: {@code RESULT}, then those of {@link SmoteWork} or {@link TsneWork}. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    run(arguments, in, System.out);
  }

  static void run(String[] arguments, BufferedReader in, PrintStream out) throws IOException {
    Path result = Path.of(arguments[0]);
    say(out, "idle");
    if (in.readLine() == null) {
      return;
    }
    Work work =
        arguments[1].equals("smote") ? SmoteWork.parse(arguments) : TsneWork.parse(arguments);
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
