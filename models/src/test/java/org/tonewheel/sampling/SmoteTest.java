package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Against scikit-learn and imbalanced-learn; {@code src/test/python/make_smote_goldens.py} makes
 * the golden file.
 */
class SmoteTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a genre's rows, in their order. */
  static void assertNeighbours(GenreNeighbours near, JsonNode expected) {
    assertThat(near.size()).isEqualTo(expected.get("numbers").size());
    for (int row = 0; row < near.size(); row++) {
      assertThat(near.number(row)).isEqualTo(expected.get("numbers").get(row).asInt());
      assertThat(near.of(row))
          .as("of row %d of %s", row, expected.get("numbers"))
          .isEqualTo(JSON.convertValue(expected.get("neighbours").get(row), int[].class));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"frames of features", "plain columns", "fewer rows than neighbours"})
  void neighboursAndPointsBetween_equalImbalancedLearns(String name) throws IOException {
    JsonNode golden = golden(name);
    Smote smote = smote(golden);
    for (int genre = 0; genre < golden.get("genres").size(); genre++) {
      JsonNode expected = golden.get("genres").get(genre);
      GenreNeighbours near = smote.neighbours(genre);
      assertNeighbours(near, expected);
      for (JsonNode pick : expected.get("picks")) {
        float[] made =
            smote.between(
                near.number(pick.get("row").asInt()),
                near.number(pick.get("neighbour").asInt()),
                pick.get("step").asDouble());
        assertThat(made).hasSameSizeAs(pick.get("made"));
        for (int value = 0; value < made.length; value++) {
          double wanted = pick.get("made").get(value).asDouble();
          assertThat((double) made[value]).isCloseTo(wanted, within(1e-6 * (1 + Math.abs(wanted))));
        }
      }
    }
  }

  @Test
  void samples_lieBetweenARowAndANeighbourOfTheGenre_andKeepItsMean() {
    int rows = 60;
    RowShape shape = RowShape.frames(1, 4);
    float[][] values = new float[rows][4];
    int[] labels = new int[rows];
    CounterRandom random = CounterRandom.of(5, "smote test");
    for (int row = 0; row < rows; row++) {
      labels[row] = row % 2;
      for (int column = 0; column < 4; column++) {
        values[row][column] = (float) (random.normal(row * 4 + column) + 10 * labels[row]);
      }
    }
    Smote smote =
        new Smote(new MemoryRows(values), labels, IntStream.range(0, rows).toArray(), shape, 5, 11);
    GenreNeighbours near = smote.neighbours(1);
    int samples = 3_000;
    double[] sums = new double[4];
    for (int i = 0; i < samples; i++) {
      float[] made = smote.sample(1, i);
      assertThat(liesBetweenNeighbours(made, near, values)).as("sample %d", i).isTrue();
      for (int column = 0; column < 4; column++) {
        sums[column] += made[column];
      }
    }
    for (int column = 0; column < 4; column++) {
      int at = column;
      double mean =
          IntStream.range(0, rows)
              .filter(row -> labels[row] == 1)
              .mapToDouble(row -> values[row][at])
              .average()
              .orElseThrow();
      assertThat(sums[column] / samples).isCloseTo(mean, within(0.25));
    }
  }

  @Test
  void sample_isTheSameWhicheverWereAskedForBefore() throws IOException {
    JsonNode golden = golden("frames of features");
    Smote asked = smote(golden);
    asked.sample(2, 9);
    asked.sample(1, 0);
    assertThat(asked.sample(1, 3)).isEqualTo(smote(golden).sample(1, 3));
    assertThat(asked.sample(1, 3)).isNotEqualTo(asked.sample(1, 4));
  }

  @Test
  void equalRows_areNeighboursOfEachOtherButNeverOfThemselves() {
    float[][] values = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {5, 5}};
    Smote smote =
        new Smote(
            new MemoryRows(values),
            new int[5],
            new int[] {0, 1, 2, 3, 4},
            RowShape.frames(1, 2),
            2,
            1);
    for (int row = 0; row < 4; row++) {
      assertThat(smote.neighbours(0).of(row)).hasSize(2).doesNotContain(row, 4);
    }
    assertThat(smote.neighbours(0).of(4)).hasSize(2).doesNotContain(4);
  }

  @Test
  void genreOfASingleRow_isAnErrorThatNamesItAndSaysWhatToDo() {
    float[][] values = {{1}, {2}, {3}};
    Smote smote =
        new Smote(
            new MemoryRows(values),
            new int[] {0, 0, 1},
            new int[] {0, 1, 2},
            RowShape.frames(1, 1),
            5,
            1);
    assertThat(smote.sample(0, 0)[0]).isBetween(1f, 2f);
    assertThatThrownBy(() -> smote.sample(1, 0))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("genre 1 has 1 rows on the training side, and 2 are needed")
        .hasMessageContaining("add tracks of it");
  }

  @Test
  void moreRowsThanCanBeHeld_areRefusedWithWhatToDo() {
    Smote.checkSize(3, 200_000, 250_000, 528);
    assertThatThrownBy(() -> Smote.checkSize(3, 200_001, 250_000, 10))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("genre 3 has 200,001 rows (at most 200,000)")
        .hasMessageContaining("use jitter");
    assertThatThrownBy(() -> Smote.checkSize(0, 1_000, 300_000, 528))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("1,208 MB (at most 1,024)");
  }

  private static boolean liesBetweenNeighbours(
      float[] made, GenreNeighbours near, float[][] values) {
    return IntStream.range(0, near.size())
        .anyMatch(
            row ->
                Arrays.stream(near.of(row))
                    .anyMatch(
                        other ->
                            isBetween(made, values[near.number(row)], values[near.number(other)])));
  }

  /** As far from one end and the other as these are from each other. */
  private static boolean isBetween(float[] made, float[] from, float[] to) {
    double detour = distance(from, made) + distance(made, to) - distance(from, to);
    return Math.abs(detour) < 1e-5;
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(squares);
  }

  private static Smote smote(JsonNode golden) {
    float[][] rows = JSON.convertValue(golden.get("rows"), float[][].class);
    return new Smote(
        new MemoryRows(rows),
        JSON.convertValue(golden.get("labels"), int[].class),
        IntStream.range(0, rows.length).toArray(),
        RowShape.frames(golden.get("frames").asInt(), golden.get("features").asInt()),
        golden.get("neighbours").asInt(),
        42);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = SmoteTest.class.getResourceAsStream("/SmoteTest/goldens.json")) {
      return JSON.readTree(in).get("cases").get(name);
    }
  }
}
