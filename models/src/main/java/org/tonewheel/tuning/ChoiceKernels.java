package org.tonewheel.tuning;

/**
 * Kernels over choices. Of n kernels, that of an observation gives each choice 1/n of a share and
 * the observed one a whole share more; the prior's gives all the same.
 */
final class ChoiceKernels implements Kernels {
  private final int[] observed;
  private final int choices;
  private final double other;
  private final double logOther;
  private final double logObserved;
  private final double logPrior;

  ChoiceKernels(ChoiceDimension dimension, double[] observations) {
    observed = new int[observations.length];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = (int) observations[i];
    }
    choices = dimension.choices();
    double share = 1.0 / (observations.length + 1);
    double all = 1 + choices * share;
    other = share / all;
    logOther = Math.log(other);
    logObserved = Math.log((1 + share) / all);
    logPrior = -Math.log(choices);
  }

  @Override
  public double draw(int kernel, double share) {
    if (kernel == observed.length) {
      return Math.min(choices - 1, (int) (share * choices));
    }
    // the observed choice first, then the rest in their order
    double rest = share - (1 - other * (choices - 1));
    if (rest < 0) {
      return observed[kernel];
    }
    int place = Math.min(choices - 2, (int) (rest / other));
    return place < observed[kernel] ? place : place + 1;
  }

  @Override
  public void addLogDensity(double coordinate, double[] sums) {
    int choice = (int) coordinate;
    for (int i = 0; i < observed.length; i++) {
      sums[i] += observed[i] == choice ? logObserved : logOther;
    }
    sums[observed.length] += logPrior;
  }
}
