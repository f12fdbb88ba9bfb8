package org.tonewheel.tuning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each place of an axis was tried: of a number's at most 50 places, evenly spaced on its
 * scale, or of the choices.
 */
final class Histogram {
  private static final int MOST_PLACES = 50;

  /** So wide that 90% of a kernel fall on the place it stands for. */
  private static final double NARROWEST = 0.5 / 1.64;

  private final boolean ordered;
  private final int[] counts;

  private Histogram(boolean ordered, int[] counts) {
    this.ordered = ordered;
    this.counts = counts;
  }

  /** Counts coordinates, at least one. */
  static Histogram of(Dimension dimension, double[] coordinates) {
    if (dimension instanceof ChoiceDimension choice) {
      int[] counts = new int[choice.choices()];
      for (double coordinate : coordinates) {
        counts[(int) coordinate]++;
      }
      return new Histogram(false, counts);
    }
    NumberDimension number = (NumberDimension) dimension;
    int[] counts = new int[places(number)];
    double first = number.scaled(number.low());
    double distance = (number.scaled(number.high()) - first) / (counts.length - 1);
    for (double coordinate : coordinates) {
      // halfway between two places is the lower one's
      double place = Math.ceil((number.scaled(coordinate) - first) / distance - 0.5);
      counts[(int) Math.max(0, Math.min(counts.length - 1, place))]++;
    }
    return new Histogram(true, counts);
  }

  private static int places(NumberDimension number) {
    if (number.step() == 0) {
      return MOST_PLACES;
    }
    double range = number.high() - number.low();
    long places =
        number.log()
            ? (long) Math.ceil(Math.log(range + 1) / Math.log(2)) + 1
            : Math.round(range / number.step()) + 1;
    return (int) Math.min(MOST_PLACES, places);
  }

  /** The probability of each place by a Parzen estimator with a prior; kernels by Scott's rule. */
  double[] smoothed() {
    int[] tried = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    double[] weights = new double[tried.length + 1];
    double[] places = new double[tried.length];
    for (int i = 0; i < tried.length; i++) {
      places[i] = tried[i];
      weights[i] = counts[tried[i]];
    }
    weights[tried.length] = 1; // the prior's
    ParzenEstimator density = new ParzenEstimator(weights, kernels(places, weights));
    return IntStream.range(0, counts.length)
        .mapToDouble(place -> Math.exp(density.logDensity(new double[] {place})))
        .toArray();
  }

  private Kernels kernels(double[] places, double[] weights) {
    if (!ordered) {
      return new ChoiceKernels(new ChoiceDimension("places", counts.length), places);
    }
    double[] widths = new double[places.length];
    Arrays.fill(widths, Math.max(width(places, weights), NARROWEST));
    return new NumberKernels(
        new NumberDimension("places", 0, counts.length - 1.0, false, 1), places, widths);
  }

  /** Scott's rule by the smaller of standard deviation and quartiles' distance. */
  private static double width(double[] places, double[] weights) {
    int all = 0;
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      all += (int) weights[i];
      sum += places[i] * weights[i];
    }
    double mean = sum / all;
    double squares = 0;
    for (int i = 0; i < places.length; i++) {
      squares += (places[i] - mean) * (places[i] - mean) * weights[i];
    }
    double deviation = Math.sqrt(squares / Math.max(1, all - 1));
    int lower = reaching(weights, places.length, all / 4);
    int upper = reaching(weights, places.length, 3 * all / 4 + 1);
    double quartiles = places[Math.min(places.length - 1, upper)] - places[lower];
    return 1.059 * Math.min(quartiles / 1.34, deviation) * Math.pow(all, -0.2);
  }

  /** The first place up to which there are so many trials; {@code places} if there are fewer. */
  private static int reaching(double[] weights, int places, int trials) {
    double below = 0;
    for (int i = 0; i < places; i++) {
      below += weights[i];
      if (below >= trials) {
        return i;
      }
    }
    return places;
  }
}
