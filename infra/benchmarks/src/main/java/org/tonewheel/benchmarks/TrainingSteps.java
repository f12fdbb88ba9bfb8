package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tonewheel.gan.GanTrainer;
import org.tonewheel.nets.NetTrainer;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.engine.ComputeDevice;

/**
 * One side of the benchmark: a training by {@link NetTrainer} or {@link GanTrainer} that takes its
 * steps as standard input says. It prints {@code idle} once the engine is loaded and goes on after
 * a line of input; then see {@link Turns}. After each epoch it prints {@code epoch E LOSS}.
 *
 * <p>It measures nothing: its processor time and memory are read from outside, as PyTorch's are.
 */
public final class TrainingSteps {
  private static final TrainingOptions OPTIONS =
      new TrainingOptions(ComputeDevice.CPU, Integer.MAX_VALUE, 1, null); // no checkpoints

  private TrainingSteps() {}

  /** Arguments: see {@link BenchmarkTraining#parse}. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("training-steps");
    BenchmarkTraining training = BenchmarkTraining.parse(arguments);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    if (training.net().equals(BenchmarkGan.NAME)) {
      run(BenchmarkGan.of(training), directory, in, System.out);
    } else {
      run(training, directory, in, System.out);
    }
  }

  static void run(BenchmarkGan gan, Path directory, BufferedReader in, PrintStream out)
      throws IOException {
    Turns.run(
        turns ->
            new GanTrainer()
                .train(
                    gan.data(),
                    gan.settings(),
                    OPTIONS,
                    directory,
                    epoch -> print(out, epoch.epoch(), epoch.discriminatorLoss()),
                    turns)
                .close(),
        in,
        out);
  }

  static void run(BenchmarkTraining training, Path directory, BufferedReader in, PrintStream out)
      throws IOException {
    Turns.run(
        turns ->
            new NetTrainer()
                .train(
                    training.rows(),
                    training.settings(),
                    OPTIONS,
                    directory,
                    epoch -> print(out, epoch.epoch(), epoch.trainLoss()),
                    turns)
                .close(),
        in,
        out);
  }

  private static void print(PrintStream out, int epoch, double loss) {
    out.printf(Locale.ROOT, "epoch %d %.6f%n", epoch, loss);
  }
}
