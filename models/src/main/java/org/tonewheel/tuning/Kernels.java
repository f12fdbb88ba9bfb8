package org.tonewheel.tuning;

/** One axis of a mixture: a kernel round each observation, and the prior's, which is the last. */
sealed interface Kernels permits NumberKernels, ChoiceKernels {
  /** A coordinate of one kernel, at a share of its probability in [0, 1). */
  double draw(int kernel, double share);

  /** Adds to each kernel's place the log of its density at a coordinate. */
  void addLogDensity(double coordinate, double[] sums);
}
