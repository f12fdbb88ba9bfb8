package org.tonewheel.projection;

import java.util.Arrays;

/** What t-SNE makes small: the divergence of a layout from affinities, and its gradient. */
final class TsneObjective {
  /** Of the gradient, for Student's distribution with one degree of freedom. */
  private static final double FACTOR = 4;

  private final Affinities affinities;
  private final Repulsion repulsion;
  private final double[] attractionX;
  private final double[] attractionY;
  private double normalisation;

  /**
   * For layouts of the points of the affinities.
   *
   * @param angle see {@link TsneSettings}
   */
  TsneObjective(Affinities affinities, double angle) {
    this.affinities = affinities;
    repulsion = new Repulsion(affinities.points(), angle);
    attractionX = new double[affinities.points()];
    attractionY = new double[affinities.points()];
  }

  /**
   * Sets the gradient.
   *
   * @param exaggeration what affinities are multiplied by
   */
  void gradient(Layout layout, double exaggeration, double[] gradientX, double[] gradientY) {
    normalisation = repulsion.repel(layout, gradientX, gradientY);
    Arrays.fill(attractionX, 0);
    Arrays.fill(attractionY, 0);
    affinities.attract(layout, attractionX, attractionY);
    for (int i = 0; i < gradientX.length; i++) {
      gradientX[i] = FACTOR * (exaggeration * attractionX[i] - gradientX[i] / normalisation);
      gradientY[i] = FACTOR * (exaggeration * attractionY[i] - gradientY[i] / normalisation);
    }
  }

  /** The divergence of the layout that the gradient was last asked of, in nats. */
  double divergence(Layout layout) {
    return affinities.divergence(layout, normalisation);
  }
}
