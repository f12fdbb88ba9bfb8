package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in the plane, by genre.
 *
 * @param genres those that have rows, in their order
 */
public record Plane(List<Cloud> genres) {

  public Plane {
    genres = ImmutableList.copyOf(genres);
  }

  /**
   * The rows of a genre.
   *
   * @param genre the genre
   * @param rows how many
   * @param x where they lie on average
   * @param y where they lie on average
   * @param alike share of the ten nearest rows in the plane that are of the same genre, on average
   * @param points x and y of each row in turn
   */
  public record Cloud(
      String genre, int rows, double x, double y, double alike, List<Double> points) {

    public Cloud {
      points = ImmutableList.copyOf(points);
    }
  }

  /**
   * Gathers rows by genre.
   *
   * @param points x and y of each row; at least two rows
   * @param labels the genre of each
   * @param genres their names
   */
  static Plane of(double[][] points, int[] labels, List<String> genres) {
    double[] alike = NeighbourAgreement.of(points, labels);
    List<Cloud> clouds = new ArrayList<>();
    for (int label = 0; label < genres.size(); label++) {
      List<Double> own = new ArrayList<>();
      double x = 0;
      double y = 0;
      double agreement = 0;
      int rows = 0;
      for (int row = 0; row < points.length; row++) {
        if (labels[row] == label) {
          x += points[row][0];
          y += points[row][1];
          agreement += alike[row];
          rows++;
          own.add(Rounded.places(points[row][0]));
          own.add(Rounded.places(points[row][1]));
        }
      }
      if (rows > 0) {
        clouds.add(
            new Cloud(
                genres.get(label),
                rows,
                Rounded.places(x / rows),
                Rounded.places(y / rows),
                Rounded.places(agreement / rows),
                own));
      }
    }
    return new Plane(clouds);
  }
}
