package org.tonewheel.benchmarks.tuning;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tonewheel.tuning.Sampler;
import org.tonewheel.tuning.SearchSpace;
import org.tonewheel.tuning.TrialRecord;

/**
 * One side of the benchmark: searches as standard input says, a {@link SearchRequest} a line, and
 * answers each with {@code {"best": …, "startup": […]}}: the value, without noise, at the trial
 * that had the best value with noise, and the values of the first trials. Where a request has no
 * function, it prints {@code {"evaluate": values, "trial": n}} and reads {@code {"value": …}}.
 */
public final class SearchSide {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader in;
  private final PrintStream out;

  SearchSide(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /** No arguments. */
  public static void main(String[] arguments) throws IOException {
    new SearchSide(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new PrintStream(System.out, true, StandardCharsets.UTF_8))
        .run();
  }

  /** Answers requests until there are no more. */
  void run() throws IOException {
    say(Map.of("ready", true));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(search(JSON.readValue(line, SearchRequest.class)));
    }
  }

  /** What a value was, and what the sampler saw of it. */
  private record Outcome(double exact, double seen) {}

  private Map<String, Object> search(SearchRequest request) throws IOException {
    SearchSpace space = new SearchSpace(request.parameters());
    Sampler sampler = request.newSampler();
    List<TrialRecord> history = new ArrayList<>();
    List<Double> exact = new ArrayList<>();
    Outcome best = null;
    for (int number = 0; number < request.noise().size(); number++) {
      Map<String, Object> values =
          number < request.startup().size()
              ? space.checked(request.startup().get(number))
              : sampler.suggest(space, history, number);
      double value = value(request, number, values);
      Outcome outcome = new Outcome(value, value + request.noise().get(number));
      history.add(TrialRecord.running(number, values).completed(outcome.seen()));
      exact.add(value);
      if (best == null || request.direction().better(outcome.seen(), best.seen())) {
        best = outcome;
      }
    }
    return Map.of("best", best.exact(), "startup", exact.subList(0, request.startup().size()));
  }

  private double value(SearchRequest request, int number, Map<String, Object> values)
      throws IOException {
    if (request.function() != null) {
      return TestFunctions.value(request.function(), values);
    }
    say(Map.of("evaluate", values, "trial", number));
    return JSON.readTree(in.readLine()).required("value").asDouble();
  }

  private void say(Map<String, Object> line) throws IOException {
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }
}
