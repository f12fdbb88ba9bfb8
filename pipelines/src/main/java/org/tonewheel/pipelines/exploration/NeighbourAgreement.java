package org.tonewheel.pipelines.exploration;

import java.util.Arrays;

/** How far points in the plane lie among points of their own label. */
final class NeighbourAgreement {
  private static final int NEIGHBOURS = 10;

  private NeighbourAgreement() {}

  /**
   * Of each point, the share of its ten nearest others, or of all others where there are fewer,
   * that have its label; of equally near ones those that come first count. Takes points² steps.
   *
   * @param points at least two
   */
  static double[] of(double[][] points, int[] labels) {
    int wanted = Math.min(NEIGHBOURS, points.length - 1);
    double[] agreement = new double[points.length];
    double[] nearest = new double[wanted];
    int[] owners = new int[wanted];
    for (int i = 0; i < points.length; i++) {
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int j = 0; j < points.length; j++) {
        double dx = points[i][0] - points[j][0];
        double dy = points[i][1] - points[j][1];
        double distance = dx * dx + dy * dy;
        if (j != i && distance < nearest[wanted - 1]) {
          insert(nearest, owners, distance, j);
        }
      }
      for (int owner : owners) {
        agreement[i] += labels[owner] == labels[i] ? 1.0 / wanted : 0;
      }
    }
    return agreement;
  }

  private static void insert(double[] nearest, int[] owners, double distance, int owner) {
    int place = nearest.length - 1;
    while (place > 0 && nearest[place - 1] > distance) {
      nearest[place] = nearest[place - 1];
      owners[place] = owners[place - 1];
      place--;
    }
    nearest[place] = distance;
    owners[place] = owner;
  }
}
