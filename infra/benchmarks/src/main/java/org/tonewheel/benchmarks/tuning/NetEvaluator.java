package org.tonewheel.benchmarks.tuning;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.tribuo.FeedForwardSettings;
import org.tonewheel.tribuo.FeedForwardTrainer;
import org.tonewheel.tribuo.RateSchedule;
import org.tonewheel.tuning.Parameter;
import org.tonewheel.tuning.SearchSpace;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/**
 * What both sides of the benchmark ask when they search the feed-forward net's settings: it trains
 * the net of each line {@code {"values": …, "trial": n, "seed": s}} of standard input and answers
 * {@code {"value": v}}, the lowest validation loss of its epochs (nats).
 *
 * <p>An answer is a function of values and seed: within a search, which has one seed, settings
 * differ by themselves and not by what their nets drew. Settings that were asked for before, as the
 * first trials are by each side, are not trained again.
 */
public final class NetEvaluator {
  /** Training and validation rows of the table. */
  private static final int ROWS = 6_000;

  private static final int EPOCHS = 5;

  /** Above what any training ends at; answered where the loss is no longer finite. */
  private static final double FAILED = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Dataset<Label> training;
  private final Dataset<Label> validation;
  private final SearchSpace space;
  private final Map<Question, Double> answers = new HashMap<>();

  private record Question(Map<String, Object> values, long seed) {}

  NetEvaluator(NetRows rows) throws IOException {
    training = rows.domain().dataset(rows.training(), "training rows");
    validation = rows.domain().dataset(rows.validation(), "validation rows");
    try (InputStream problem = NetEvaluator.class.getResourceAsStream("/net-problem.json")) {
      space =
          new SearchSpace(
              JSON.convertValue(
                  JSON.readTree(problem).required("parameters"),
                  new TypeReference<List<Parameter>>() {}));
    }
  }

  /** Argument: the table, {@code music_genre.csv}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected the CSV file alone");
    }
    new NetEvaluator(NetRows.read(Path.of(arguments[0]), ROWS))
        .run(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  /** Answers lines until there are no more. */
  void run(BufferedReader in, PrintStream out) throws IOException {
    say(out, Map.of("ready", true));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode asked = JSON.readTree(line);
      Question question =
          new Question(
              space.checked(
                  JSON.convertValue(
                      asked.required("values"), new TypeReference<Map<String, Object>>() {})),
              asked.required("seed").asLong());
      say(out, Map.of("value", answers.computeIfAbsent(question, this::trained)));
    }
  }

  private double trained(Question question) {
    double[] lowest = {FAILED};
    try {
      new FeedForwardTrainer(settings(question))
          .train(
              training,
              validation,
              epoch -> lowest[0] = lower(lowest[0], epoch.validationLoss()),
              () -> false);
    } catch (TrainingFailedException e) {
      return FAILED;
    }
    return lowest[0];
  }

  private static double lower(double lowest, double loss) {
    return loss < lowest ? loss : lowest; // NaN is not lower
  }

  @SuppressWarnings("unchecked") // checked by the space
  private static FeedForwardSettings settings(Question question) {
    Map<String, Object> values = question.values();
    return new FeedForwardSettings(
        (List<Integer>) values.get("hidden"),
        (Double) values.get("dropout"),
        (Double) values.get("rate"),
        RateSchedule.CONSTANT,
        (Integer) values.get("batch"),
        EPOCHS,
        EPOCHS,
        false,
        0,
        (Double) values.get("weightDecay"),
        question.seed());
  }

  private static void say(PrintStream out, Map<String, Object> line) throws IOException {
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }
}
