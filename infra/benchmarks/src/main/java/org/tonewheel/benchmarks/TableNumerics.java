package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One side of a benchmark: SMOTE or t-SNE on rows of a file, in {@link Rounds}.
 *
 * <p>It measures nothing: its processor time is read from outside, as that of the other side is.
 */
public final class TableNumerics {
  private TableNumerics() {}

  /** Arguments: {@code RESULT}, then those of {@link SmoteWork} or {@link TsneWork}. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    run(arguments, in, System.out);
  }

  static void run(String[] arguments, BufferedReader in, PrintStream out) throws IOException {
    Rounds.serve(
        () -> arguments[1].equals("smote") ? SmoteWork.parse(arguments) : TsneWork.parse(arguments),
        Path.of(arguments[0]),
        in,
        out);
  }
}
