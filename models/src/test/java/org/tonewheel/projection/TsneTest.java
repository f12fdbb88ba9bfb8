package org.tonewheel.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.engine.CounterRandom;

/** Against scikit-learn; {@code src/test/python/make_tsne_goldens.py} makes the golden file. */
class TsneTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"nearest neighbours", "all pairs"})
  void affinities_equalScikitLearns(String name) throws IOException {
    JsonNode golden = golden("gradients", name);
    Affinities affinities =
        Affinities.of(matrix(golden, "rows"), golden.get("perplexity").asDouble());
    double[][] expected = matrix(golden, "affinities");
    assertThat(affinities.points()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        if (i != j) {
          assertThat(affinities.probability(i, j))
              .as("of %d and %d", i, j)
              .isCloseTo(expected[i][j], within(1e-5 * expected[i][j] + 1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nearest neighbours", "all pairs"})
  void gradientAtAngleZero_equalsScikitLearnsExactOne(String name) throws IOException {
    JsonNode golden = golden("gradients", name);
    Layout layout = layout(matrix(golden, "layout"));
    TsneObjective objective =
        new TsneObjective(
            Affinities.of(matrix(golden, "rows"), golden.get("perplexity").asDouble()), 0);
    double[] x = new double[layout.points()];
    double[] y = new double[layout.points()];
    objective.gradient(layout, 1, x, y);
    double[][] expected = matrix(golden, "gradient");
    double size = Arrays.stream(expected).mapToDouble(g -> Math.hypot(g[0], g[1])).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(x[i]).as("x of %d", i).isCloseTo(expected[i][0], within(1e-6 * size));
      assertThat(y[i]).as("y of %d", i).isCloseTo(expected[i][1], within(1e-6 * size));
    }
    double divergence = golden.get("divergence").asDouble();
    assertThat(objective.divergence(layout)).isCloseTo(divergence, within(1e-5 * divergence));
  }

  @Test
  void gradientByBarnesAndHut_isNearTheExactOne() {
    double[][] rows = blobs(800, 4, 3);
    Affinities affinities = Affinities.of(rows, 20);
    Layout layout = layout(blobs(800, 2, 5));
    double[] x = new double[800];
    double[] y = new double[800];
    double[] exactX = new double[800];
    double[] exactY = new double[800];
    new TsneObjective(affinities, 0.5).gradient(layout, 1, x, y);
    new TsneObjective(affinities, 0).gradient(layout, 1, exactX, exactY);
    double squares = 0;
    double errors = 0;
    for (int i = 0; i < x.length; i++) {
      squares += exactX[i] * exactX[i] + exactY[i] * exactY[i];
      errors += Math.pow(x[i] - exactX[i], 2) + Math.pow(y[i] - exactY[i], 2);
    }
    assertThat(Math.sqrt(errors / squares)).isPositive().isLessThan(0.02);
  }

  @ParameterizedTest
  @ValueSource(strings = {"five groups", "one group"})
  void klDivergence_isAsLowAsScikitLearns(String name) throws IOException {
    JsonNode golden = golden("divergences", name);
    double[][] rows = matrix(golden, "rows");
    double perplexity = golden.get("perplexity").asDouble();
    Tsne fitted = Tsne.fit(rows, TsneSettings.DEFAULT.withPerplexity(perplexity));
    double expected = golden.get("divergence").asDouble();
    assertThat(fitted.klDivergence()).isCloseTo(expected, within(0.05 * expected));
    TsneObjective exact = new TsneObjective(Affinities.of(rows, perplexity), 0);
    Layout layout = layout(fitted.points());
    exact.gradient(layout, 1, new double[rows.length], new double[rows.length]);
    assertThat(exact.divergence(layout)).isCloseTo(expected, within(0.05 * expected));
  }

  private static TsneSettings fromRandom(TsneSettings settings, long seed) {
    return new TsneSettings(
        settings.perplexity(),
        settings.earlyExaggeration(),
        settings.learningRate(),
        settings.iterations(),
        settings.angle(),
        TsneSettings.Start.RANDOM,
        seed);
  }

  @Test
  void layout_dependsOnRowsAndSettingsAlone() {
    double[][] rows = blobs(120, 3, 3);
    TsneSettings settings = TsneSettings.DEFAULT.withPerplexity(10);
    assertThat(Tsne.fit(rows, settings).points()).isDeepEqualTo(Tsne.fit(rows, settings).points());
    Tsne random = Tsne.fit(rows, fromRandom(settings, 1));
    assertThat(Tsne.fit(rows, fromRandom(settings, 1)).points()).isDeepEqualTo(random.points());
    assertThat(Arrays.deepEquals(Tsne.fit(rows, fromRandom(settings, 2)).points(), random.points()))
        .isFalse();
  }

  @Test
  void equalRows_comeToLieTogether() {
    double[][] rows = blobs(200, 3, 4);
    for (int i = 0; i < 60; i++) {
      rows[i] = rows[0].clone(); // more than a point has neighbours
    }
    Tsne fitted = Tsne.fit(rows, TsneSettings.DEFAULT.withPerplexity(12));
    assertThat(fitted.klDivergence()).isFinite().isPositive();
    double extent = 0;
    for (double[] point : fitted.points()) {
      assertThat(point[0]).isFinite();
      assertThat(point[1]).isFinite();
      extent = Math.max(extent, distance(point, fitted.points()[0]));
    }
    for (int i = 1; i < 60; i++) {
      assertThat(distance(fitted.points()[i], fitted.points()[0])).isLessThan(0.2 * extent);
    }
  }

  @Test
  void listener_hearsOfFallingDivergences_andStopEndsTheFit() {
    double[][] rows = blobs(120, 3, 3);
    TsneSettings settings = TsneSettings.DEFAULT.withPerplexity(10);
    List<Integer> iterations = new ArrayList<>();
    List<Double> divergences = new ArrayList<>();
    Tsne.fit(
        rows,
        settings,
        (iteration, of, divergence) -> {
          assertThat(of).isEqualTo(1_000);
          iterations.add(iteration);
          divergences.add(divergence);
        },
        () -> false);
    assertThat(iterations).startsWith(50, 100, 150).endsWith(1_000);
    assertThat(divergences.get(divergences.size() - 1)).isLessThan(divergences.get(0));
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () -> Tsne.fit(rows, settings, TsneListener.NONE, () -> asked.incrementAndGet() > 7))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("stopped after 7 iterations");
  }

  @Test
  void rowsThatCannotBeLaidOut_areErrorsThatSayWhatToDo() {
    double[][] rows = blobs(89, 3, 2);
    assertThatThrownBy(() -> Tsne.fit(rows, TsneSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("89 rows are too few for a perplexity of 30.0")
        .hasMessageContaining("lower it or give more rows");
    TsneSettings settings = TsneSettings.DEFAULT.withPerplexity(10);
    rows[17][2] = Double.NaN;
    assertThatThrownBy(() -> Tsne.fit(rows, settings))
        .hasMessageContaining("row 17 has NaN in column 2");
    rows[17] = new double[] {1, 2};
    assertThatThrownBy(() -> Tsne.fit(rows, settings))
        .hasMessageContaining("row 17 has 2 columns, and row 0 has 3");
    Arrays.fill(rows, new double[] {1, 2});
    assertThatThrownBy(() -> Tsne.fit(rows, settings))
        .hasMessageContaining("all 89 rows are equal");
    Arrays.fill(rows, new double[] {1});
    assertThatThrownBy(() -> Tsne.fit(rows, settings))
        .hasMessageContaining("rows of 1 columns need no layout");
  }

  @Test
  void settingsOutOfRange_areErrorsThatNameThem() {
    assertThatThrownBy(() -> TsneSettings.DEFAULT.withPerplexity(0.5))
        .hasMessageContaining("perplexity is 0.5, but must be at least 1");
    assertThatThrownBy(() -> new TsneSettings(30, 12, null, 249, 0.5, TsneSettings.Start.RANDOM, 1))
        .hasMessageContaining("iterations is 249");
    assertThatThrownBy(
            () -> new TsneSettings(30, 12, null, 1_000, 1.5, TsneSettings.Start.RANDOM, 1))
        .hasMessageContaining("angle is 1.5");
  }

  private static double distance(double[] one, double[] other) {
    return Math.hypot(one[0] - other[0], one[1] - other[1]);
  }

  /** Rows around so many centres. */
  private static double[][] blobs(int count, int columns, int groups) {
    CounterRandom random = CounterRandom.of(3, "t-sne test", columns);
    double[][] rows = new double[count][columns];
    for (int i = 0; i < count; i++) {
      for (int column = 0; column < columns; column++) {
        double centre = 4 * random.normal(-1L - (long) (i % groups) * columns - column);
        rows[i][column] = centre + random.normal((long) i * columns + column);
      }
    }
    return rows;
  }

  private static Layout layout(double[][] points) {
    return new Layout(
        Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
        Arrays.stream(points).mapToDouble(point -> point[1]).toArray());
  }

  private static double[][] matrix(JsonNode golden, String name) {
    return JSON.convertValue(golden.get(name), double[][].class);
  }

  private static JsonNode golden(String kind, String name) throws IOException {
    try (InputStream in = TsneTest.class.getResourceAsStream("/TsneTest/goldens.json")) {
      return JSON.readTree(in).get(kind).get(name);
    }
  }
}
