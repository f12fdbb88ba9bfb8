package org.tonewheel.projection;

/**
 * How t-SNE lays points out; the defaults are those of scikit-learn 1.9.
 *
 * @param perplexity how many neighbours a point has, softly counted; at least 1
 * @param earlyExaggeration what affinities are multiplied by in the first 250 iterations; at least
 *     1
 * @param learningRate step size; null: points / {@code earlyExaggeration} / 4, at least 50
 * @param iterations at least 250
 * @param angle how large a group of points may look (its width over its distance) to be taken for
 *     one point, in [0, 1]; 0: none is, at a cost of points²
 * @param start where points are before the first iteration
 * @param seed fixes a random start; no other part is random
 */
public record TsneSettings(
    double perplexity,
    double earlyExaggeration,
    Double learningRate,
    int iterations,
    double angle,
    Start start,
    long seed) {

  /** Where points are before the first iteration. */
  public enum Start {
    /** Along the first two principal components, the first with deviation 1e-4. */
    PRINCIPAL_COMPONENTS,
    /** Drawn from a normal distribution of deviation 1e-4. */
    RANDOM
  }

  /** scikit-learn's defaults: perplexity 30, 1,000 iterations from the principal components. */
  public static final TsneSettings DEFAULT =
      new TsneSettings(30, 12, null, 1_000, 0.5, Start.PRINCIPAL_COMPONENTS, 42);

  /** Iterations with exaggerated affinities. */
  static final int EXAGGERATED_ITERATIONS = 250;

  /** Floor of the learning rate that is chosen for the number of points. */
  private static final double LEAST_RATE = 50;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public TsneSettings {
    require(perplexity >= 1 && Double.isFinite(perplexity), "perplexity", perplexity, "at least 1");
    require(
        earlyExaggeration >= 1 && Double.isFinite(earlyExaggeration),
        "earlyExaggeration",
        earlyExaggeration,
        "at least 1");
    require(
        learningRate == null || (learningRate > 0 && Double.isFinite(learningRate)),
        "learningRate",
        learningRate,
        "above 0, or null");
    require(
        iterations >= EXAGGERATED_ITERATIONS,
        "iterations",
        iterations,
        "at least " + EXAGGERATED_ITERATIONS);
    require(angle >= 0 && angle <= 1, "angle", angle, "in [0, 1]");
    require(start != null, "start", start, "given");
  }

  /** With another perplexity. */
  public TsneSettings withPerplexity(double other) {
    return new TsneSettings(other, earlyExaggeration, learningRate, iterations, angle, start, seed);
  }

  /** The step size for so many points. */
  double rate(int points) {
    return learningRate != null
        ? learningRate
        : Math.max(points / earlyExaggeration / 4, LEAST_RATE);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be " + expected);
    }
  }
}
