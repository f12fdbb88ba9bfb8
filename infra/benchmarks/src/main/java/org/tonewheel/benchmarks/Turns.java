package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * Lets a training take steps only as it is told to, so that trainings of several processes can be
 * measured in turn.
 *
 * <p>A training asks it before each step. When no step is left it prints {@code waiting N}, N being
 * the steps taken so far, and blocks for a line with the number of steps to take next. It says stop
 * when there is no further line.
 */
final class Turns implements BooleanSupplier {
  private final BufferedReader in;
  private final PrintStream out;
  private long taken = -1;
  private int left;

  Turns(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /** A training that asks before each step whether to stop. */
  @FunctionalInterface
  interface Training {
    void run(Turns turns) throws IOException;
  }

  /**
   * Trains when a first line of input says so. Prints {@code idle} once the engine is loaded, and
   * {@code stopped} at the end of a training that was told to stop.
   */
  static void run(Training training, BufferedReader in, PrintStream out) throws IOException {
    TorchEngine.newManager().close();
    out.println("idle");
    out.flush();
    if (in.readLine() == null) {
      return;
    }
    try {
      training.run(new Turns(in, out));
    } catch (TrainingStoppedException e) {
      out.println("stopped");
    }
  }

  /** Whether the training is to stop before its next step. */
  @Override
  public boolean getAsBoolean() {
    taken++;
    if (left == 0) {
      out.println("waiting " + taken);
      out.flush();
      String line = read();
      if (line == null) {
        return true;
      }
      left = count(line);
    }
    left--;
    return false;
  }

  private String read() {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the number of steps could not be read", e);
    }
  }

  private static int count(String line) {
    if (!line.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("'" + line + "' is not a number of steps, at least 1");
    }
    return Integer.parseInt(line);
  }
}
