package org.tonewheel.projection;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Gradient descent with momentum and a gain for each coordinate (Jacobs, Neural Networks 1, 1988),
 * step for step as scikit-learn's {@code _gradient_descent}.
 */
final class TsneDescent {
  private static final int CHECK = 50; // iterations
  private static final int MOST_WITHOUT_PROGRESS = 300; // iterations
  private static final double LEAST_NORM = 1e-7;
  private static final double LEAST_GAIN = 0.01;
  private static final double EARLY_MOMENTUM = 0.5;
  private static final double MOMENTUM = 0.8;

  private final TsneObjective objective;
  private final Layout layout;
  private final TsneSettings settings;
  private final double rate;
  private final Axis axisX;
  private final Axis axisY;

  TsneDescent(TsneObjective objective, Layout layout, TsneSettings settings) {
    this.objective = objective;
    this.layout = layout;
    this.settings = settings;
    rate = settings.rate(layout.points());
    axisX = new Axis(layout.x());
    axisY = new Axis(layout.y());
  }

  /** One coordinate of all points. */
  private record Axis(double[] places, double[] gradient, double[] gains, double[] updates) {
    Axis(double[] places) {
      this(places, new double[places.length], new double[places.length], new double[places.length]);
    }

    void restart() {
      Arrays.fill(gains, 1);
      Arrays.fill(updates, 0);
    }

    /** Moves the points; returns the sum of squares of the gradient, gains included. */
    double move(double momentum, double rate) {
      double squares = 0;
      for (int i = 0; i < places.length; i++) {
        double gain = updates[i] * gradient[i] < 0 ? gains[i] + 0.2 : gains[i] * 0.8;
        gains[i] = Math.max(gain, LEAST_GAIN);
        double step = gradient[i] * gains[i];
        squares += step * step;
        updates[i] = momentum * updates[i] - rate * step;
        places[i] += updates[i];
      }
      return squares;
    }
  }

  /**
   * Moves the points to their places.
   *
   * @return iterations done
   * @throws CancellationException after {@code stop}
   */
  int run(TsneListener listener, BooleanSupplier stop) {
    int early = TsneSettings.EXAGGERATED_ITERATIONS;
    int done = phase(0, early, settings.earlyExaggeration(), EARLY_MOMENTUM, listener, stop);
    return phase(done, settings.iterations(), 1, MOMENTUM, listener, stop);
  }

  private int phase(
      int from,
      int to,
      double exaggeration,
      double momentum,
      TsneListener listener,
      BooleanSupplier stop) {
    axisX.restart();
    axisY.restart();
    double best = Double.MAX_VALUE;
    int bestAt = from;
    for (int iteration = from; iteration < to; iteration++) {
      if (stop.getAsBoolean()) {
        throw new CancellationException("t-SNE was stopped after " + iteration + " iterations");
      }
      objective.gradient(layout, exaggeration, axisX.gradient(), axisY.gradient());
      boolean check = (iteration + 1) % CHECK == 0;
      double divergence = check ? objective.divergence(layout) : 0;
      double squares = axisX.move(momentum, rate) + axisY.move(momentum, rate);
      if (check) {
        listener.onProgress(iteration + 1, settings.iterations(), divergence);
        if (divergence < best) {
          best = divergence;
          bestAt = iteration;
        } else if (iteration - bestAt > MOST_WITHOUT_PROGRESS) {
          return iteration + 1;
        }
        if (Math.sqrt(squares) <= LEAST_NORM) {
          return iteration + 1;
        }
      }
    }
    return to;
  }
}
