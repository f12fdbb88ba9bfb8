package org.tonewheel.tuning;

import java.util.stream.IntStream;

/** An axis of choices without order. */
record ChoiceDimension(String name, int choices) implements Dimension {
  @Override
  public boolean single() {
    return choices == 1;
  }

  @Override
  public double at(double share) {
    return Math.min(choices - 1, (int) (share * choices));
  }

  @Override
  public double[] grid(int values) {
    return IntStream.range(0, choices).asDoubleStream().toArray();
  }
}
