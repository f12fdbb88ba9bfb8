package org.tonewheel.projection;

/**
 * The forces that drive points apart, {@code q² (y_i - y_j)} with {@code q = 1 / (1 + |y_i -
 * y_j|²)}, approximated after Barnes and Hut: a node of the tree that looks small enough is taken
 * for as many points at its mean.
 *
 * <p>Points near each other share one walk through the tree: a node is taken whole only if it looks
 * small from everywhere in their box, so that the sum over what was found needs no more questions.
 * Walking is most of the cost where every point walks alone.
 */
final class Repulsion {
  /** Points that share a walk, at most. */
  private static final int MOST_IN_GROUP = 16;

  private final PlaneTree tree;
  private final double squaredAngle;

  /** What a group sees: places, and how many points are there. Never more than all points. */
  private final double[] seenX;

  private final double[] seenY;
  private final double[] seenCount;
  private int seen;

  /**
   * For so many points.
   *
   * @param angle the largest ratio of a node's size to its distance; 0: each point for itself
   */
  Repulsion(int points, double angle) {
    tree = new PlaneTree(points);
    squaredAngle = angle * angle;
    seenX = new double[points];
    seenY = new double[points];
    seenCount = new double[points];
  }

  /**
   * Sets the forces on all points.
   *
   * @return the sum of {@code q} over all pairs, each counted twice
   */
  double repel(Layout layout, double[] forceX, double[] forceY) {
    tree.arrange(layout);
    double sum = 0;
    for (int node = 0; node < tree.nodes(); ) {
      int count = tree.to[node] - tree.from[node];
      if (count <= MOST_IN_GROUP || tree.isLeaf(node)) {
        look(node);
        sum += repelGroup(node, forceX, forceY);
        node = tree.next[node];
      } else {
        node++;
      }
    }
    return Math.max(sum, Math.ulp(1.0));
  }

  /** Walks the tree for the points of a node. */
  private void look(int group) {
    double left = tree.lowX[group];
    double right = tree.highX[group];
    double low = tree.lowY[group];
    double high = tree.highY[group];
    seen = 0;
    for (int node = 0; node < tree.nodes(); ) {
      double x = tree.meanX[node];
      double y = tree.meanY[node];
      double dx = Math.max(0, Math.max(left - x, x - right));
      double dy = Math.max(0, Math.max(low - y, y - high));
      double size = tree.squaredSize[node];
      if (size < squaredAngle * (dx * dx + dy * dy) || size == 0) {
        see(x, y, tree.to[node] - tree.from[node]);
        node = tree.next[node];
      } else {
        if (tree.isLeaf(node)) {
          for (int place = tree.from[node]; place < tree.to[node]; place++) {
            see(tree.x[place], tree.y[place], 1);
          }
        }
        node++;
      }
    }
  }

  private void see(double x, double y, int count) {
    seenX[seen] = x;
    seenY[seen] = y;
    seenCount[seen++] = count;
  }

  private double repelGroup(int group, double[] forceX, double[] forceY) {
    double all = 0;
    for (int place = tree.from[group]; place < tree.to[group]; place++) {
      double x = tree.x[place];
      double y = tree.y[place];
      double sum = -1; // a point sees itself, at no distance
      double sumX = 0;
      double sumY = 0;
      for (int i = 0; i < seen; i++) {
        double dx = x - seenX[i];
        double dy = y - seenY[i];
        double q = 1 / (1 + dx * dx + dy * dy);
        double force = seenCount[i] * q;
        sum += force;
        force *= q;
        sumX += force * dx;
        sumY += force * dy;
      }
      all += sum;
      int number = tree.number(place);
      forceX[number] = sumX;
      forceY[number] = sumY;
    }
    return all;
  }
}
