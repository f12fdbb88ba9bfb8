package org.tonewheel.benchmarks.tuning;

import java.util.List;
import java.util.Map;

/**
 * The functions of {@code search-problems.json}, to be minimised. {@code search_functions.py} has
 * the same; the benchmark compares both sides' values before it begins.
 */
final class TestFunctions {
  private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] HARTMANN_SCALES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_CENTRES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private TestFunctions() {}

  /**
   * The value at a point, without noise.
   *
   * @throws IllegalArgumentException if there is no such function
   */
  static double value(String function, Map<String, Object> point) {
    return switch (function) {
      case "branin", "noisy-branin" -> branin(coordinates(point));
      case "hartmann6" -> hartmann6(coordinates(point));
      case "rosenbrock4" -> rosenbrock(coordinates(point));
      case "ackley5" -> ackley(coordinates(point));
      case "mixed" -> mixed(point);
      case "categorical" -> categorical(point);
      case "layers" -> layers(point);
      default -> throw new IllegalArgumentException("no function is called " + function);
    };
  }

  private static double[] coordinates(Map<String, Object> point) {
    return point.values().stream().mapToDouble(value -> (Double) value).toArray();
  }

  private static double branin(double[] x) {
    double bent = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
    return bent * bent + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
  }

  private static double hartmann6(double[] x) {
    double sum = 0;
    for (int i = 0; i < HARTMANN_WEIGHTS.length; i++) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) {
        double apart = x[j] - HARTMANN_CENTRES[i][j];
        distance += HARTMANN_SCALES[i][j] * apart * apart;
      }
      sum -= HARTMANN_WEIGHTS[i] * Math.exp(-distance);
    }
    return sum;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (double value : x) {
      squares += value * value;
      waves += Math.cos(2 * Math.PI * value);
    }
    return 20
        + Math.E
        - 20 * Math.exp(-0.2 * Math.sqrt(squares / x.length))
        - Math.exp(waves / x.length);
  }

  /** Numbers on both scales, whole ones and choices, that depend on each other. */
  private static double mixed(Map<String, Object> point) {
    double rate = Math.log10((Double) point.get("rate"));
    double dropout = (Double) point.get("dropout");
    double batch = Math.log((Integer) point.get("batch")) / Math.log(2);
    double units = (Integer) point.get("units");
    int optimizer = List.of("adam", "rmsprop", "sgd").indexOf(point.get("optimizer"));
    int activation = List.of("relu", "tanh", "elu").indexOf(point.get("activation"));
    double bestRate = new double[] {-3, -3.5, -1.5}[optimizer];
    return 0.5 * square(rate - bestRate)
        + 4 * square(dropout - 0.3 * units / 512)
        + 0.1 * square(batch - 5 - 0.5 * (rate - bestRate))
        + 0.3 * square((units - 320) / 160)
        + new double[] {0, 0.05, 0.3}[optimizer]
        + new double[] {0, 0.2, 0.1}[activation];
  }

  /** Six choices; each costs something, and so does each beside the next. */
  private static double categorical(Map<String, Object> point) {
    int[] places = point.values().stream().mapToInt(c -> ((String) c).charAt(0) - 'a').toArray();
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += (places[i] * 7 + i * 3) % 5 / 4.0;
      if (i + 1 < places.length) {
        sum += (places[i] + 2 * places[i + 1]) % 3 / 4.0;
      }
    }
    return sum;
  }

  /** Three layers of falling width are best. */
  private static double layers(Map<String, Object> point) {
    List<?> hidden = (List<?>) point.get("hidden");
    double sum =
        0.4 * square(Math.log10((Double) point.get("rate")) + 3.2)
            + 0.15 * square(hidden.size() - 3.0)
            + 2 * square((Double) point.get("dropout") - 0.1 * hidden.size());
    for (int layer = 0; layer < hidden.size(); layer++) {
      sum += 0.1 * square(Math.log((Integer) hidden.get(layer)) / Math.log(2) - (9 - layer));
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }
}
