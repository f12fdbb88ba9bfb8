package org.tonewheel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tonewheel.tribuo.FeedForwardModel;
import org.tonewheel.tribuo.FeedForwardTrainer;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * One side of the feed-forward benchmark: a training by {@link FeedForwardTrainer} on the rows of a
 * folder.
 *
 * <p>With {@code steps} it takes its steps as standard input says, as {@link TrainingSteps} does;
 * with {@code train} it trains to the end and prints {@code accuracy A} of the test side.
 */
public final class FeedForwardRun {
  private FeedForwardRun() {}

  /** Arguments: {@code MODE}, then see {@link FeedForwardBenchmark#parse}. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    run(arguments, in, System.out);
  }

  static void run(String[] arguments, BufferedReader in, PrintStream out) throws IOException {
    FeedForwardBenchmark benchmark = FeedForwardBenchmark.parse(arguments);
    switch (arguments[0]) {
      case "steps" -> steps(benchmark, in, out);
      case "train" -> train(benchmark, out);
      default ->
          throw new IllegalArgumentException("'" + arguments[0] + "' is neither steps nor train");
    }
  }

  private static void steps(FeedForwardBenchmark benchmark, BufferedReader in, PrintStream out)
      throws IOException {
    Turns.run(
        turns ->
            new FeedForwardTrainer(benchmark.endless())
                .train(
                    benchmark.side("train"),
                    benchmark.side("validation"),
                    epoch ->
                        out.printf(
                            Locale.ROOT, "epoch %d %.6f%n", epoch.epoch(), epoch.trainLoss()),
                    turns),
        in,
        out);
  }

  private static void train(FeedForwardBenchmark benchmark, PrintStream out) throws IOException {
    int[] epochs = {0};
    FeedForwardModel model =
        new FeedForwardTrainer(benchmark.settings())
            .train(
                benchmark.side("train"),
                benchmark.side("validation"),
                epoch -> epochs[0] = epoch.epoch(),
                () -> false);
    double accuracy = new LabelEvaluator().evaluate(model, benchmark.side("test")).accuracy();
    out.println("epochs " + epochs[0]);
    out.printf(Locale.ROOT, "accuracy %.6f%n", accuracy);
  }
}
