package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tonewheel.nets.NetTrainer;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * One side of the benchmark: a training by {@link NetTrainer} that takes its steps as standard
 * input says. It prints {@code idle} once the engine is loaded and goes on after a line of input;
 * then see {@link Turns}. After each epoch it prints {@code epoch E LOSS}.
 *
 * <p>It measures nothing: its processor time and memory are read from outside, as PyTorch's are.
 */
public final class TrainingSteps {
  private TrainingSteps() {}

  /** Arguments: see {@link BenchmarkTraining#parse}. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("training-steps");
    run(
        BenchmarkTraining.parse(arguments),
        directory,
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)),
        System.out);
  }

  static void run(BenchmarkTraining training, Path directory, BufferedReader in, PrintStream out)
      throws IOException {
    TorchEngine.newManager().close();
    out.println("idle");
    out.flush();
    if (in.readLine() == null) {
      return;
    }
    TrainingOptions options =
        new TrainingOptions(ComputeDevice.CPU, Integer.MAX_VALUE, 1, null); // no checkpoints
    try {
      new NetTrainer()
          .train(
              training.rows(),
              training.settings(),
              options,
              directory,
              epoch -> out.printf(Locale.ROOT, "epoch %d %.6f%n", epoch.epoch(), epoch.trainLoss()),
              new Turns(in, out))
          .close();
    } catch (TrainingStoppedException e) {
      out.println("stopped");
    }
  }
}
