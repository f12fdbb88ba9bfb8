package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.TrainingDataException;

/**
 * Against imbalanced-learn's SMOTE and SMOTENC; {@code src/test/python/make_smote_goldens.py} makes
 * the golden file.
 */
class TableSmoteTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "numbers and categories"})
  void neighbours_equalImbalancedLearns(String name) throws IOException {
    Golden golden = Golden.read(name);
    Smote smote = golden.smote();
    for (int genre = 0; genre < golden.genres().size(); genre++) {
      SmoteTest.assertNeighbours(smote.neighbours(genre), golden.genres().get(genre));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "numbers and categories"})
  void countsOfABalancedTable_equalImbalancedLearns(String name) throws IOException {
    Golden golden = Golden.read(name);
    int[] counts = new int[golden.genres().size()];
    Arrays.stream(golden.labels()).forEach(label -> counts[label]++);
    Balanced balanced =
        Balanced.of(golden.smote(), golden.labels(), golden.all(), golden.genres().size());
    Arrays.stream(balanced.labels()).forEach(label -> counts[label]++);
    assertThat(counts).isEqualTo(JSON.convertValue(golden.json().get("balanced"), int[].class));
    assertThat(balanced.rows().length).isEqualTo(balanced.labels().length);
    assertThat(balanced.counts()[2]).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "numbers and categories"})
  void samples_spreadAsImbalancedLearnsDo(String name) throws IOException {
    Golden golden = Golden.read(name);
    Smote smote = golden.smote();
    int made = golden.json().get("made").asInt();
    for (int genre = 0; genre < golden.genres().size(); genre++) {
      int own = genre;
      JsonNode expected = golden.genres().get(genre);
      float[][] samples =
          IntStream.range(0, made).mapToObj(i -> smote.sample(own, i)).toArray(float[][]::new);
      for (int column = 0; column < expected.get("means").size(); column++) {
        double[] values = column(samples, column);
        double deviation = expected.get("deviations").get(column).asDouble();
        assertThat(mean(values))
            .isCloseTo(expected.get("means").get(column).asDouble(), within(0.08 * deviation));
        assertThat(deviation(values)).isCloseTo(deviation, within(0.06 * deviation));
      }
      for (int variable = 0; variable < expected.get("frequencies").size(); variable++) {
        double[] values = column(samples, expected.get("means").size() + variable);
        JsonNode frequencies = expected.get("frequencies").get(variable);
        for (int category = 0; category < frequencies.size(); category++) {
          int wanted = category;
          double share = Arrays.stream(values).filter(v -> v == wanted).count() / (double) made;
          assertThat(share).isCloseTo(frequencies.get(category).asDouble(), within(0.04));
        }
      }
    }
  }

  /** Of the numeric columns; the steps of both are those of an even draw. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers", "numbers and categories"})
  void everySample_liesBetweenARowAndOneOfItsNeighbours_atStepsDrawnEvenly(String name)
      throws IOException {
    Golden golden = Golden.read(name);
    Smote smote = golden.smote();
    int made = 2_000;
    for (int genre = 0; genre < golden.genres().size(); genre++) {
      JsonNode expected = golden.genres().get(genre);
      int numeric = expected.get("means").size();
      GenreNeighbours near = smote.neighbours(genre);
      double[] steps = new double[made];
      for (int i = 0; i < made; i++) {
        float[] sample = Arrays.copyOf(smote.sample(genre, i), numeric);
        steps[i] = step(sample, near, golden.rows());
        assertThat(steps[i]).as("sample %d of genre %d", i, genre).isBetween(0.0, 1.0);
      }
      assertThat(mean(steps)).isCloseTo(expected.get("stepMean").asDouble(), within(0.03));
      assertThat(deviation(steps))
          .isCloseTo(expected.get("stepDeviation").asDouble(), within(0.015));
    }
  }

  @Test
  void oneHotColumns_areOneVariable_whoseCategoryIsNeverMixed() {
    float[][] rows = new float[30][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[] {row, row % 7, 0, 0, 0};
      rows[row][2 + row % 3] = 1;
    }
    NominalColumns nominal =
        NominalColumns.of(
            new boolean[] {false, false, true, true, true},
            List.of("tempo", "energy", "key", "key", "key"));
    Smote smote =
        Smote.ofTable(
            new MemoryRows(rows), new int[30], IntStream.range(0, 30).toArray(), nominal, 5, 3);
    for (int i = 0; i < 200; i++) {
      float[] made = smote.sample(0, i);
      float[] key = Arrays.copyOfRange(made, 2, 5);
      Arrays.sort(key);
      assertThat(key).as("sample %d", i).containsExactly(0, 0, 1);
    }
  }

  @Test
  void aTable_isNotStandardised() {
    // standardised, row 1 would be as near to row 0 as row 2 is
    float[][] rows = {{0, 0}, {0, 10}, {1, 0}, {1, 10}};
    Smote smote =
        Smote.ofTable(
            new MemoryRows(rows), new int[4], new int[] {0, 1, 2, 3}, NominalColumns.none(2), 1, 1);
    assertThat(smote.neighbours(0).of(0)).containsExactly(2);
    assertThat(smote.neighbours(0).of(1)).containsExactly(3);
  }

  @Test
  void valueThatIsNotFinite_isAnErrorThatNamesRowAndColumn() {
    float[][] rows = {{0, 0}, {0, Float.NaN}, {1, 0}};
    Smote smote =
        Smote.ofTable(
            new MemoryRows(rows), new int[3], new int[] {0, 1, 2}, NominalColumns.none(2), 1, 1);
    assertThatThrownBy(() -> smote.sample(0, 0))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("row 1 has NaN as value 1")
        .hasMessageContaining("impute what is missing");
  }

  @Test
  void nominalColumnsAlone_areAnError() {
    assertThatThrownBy(() -> NominalColumns.of(new boolean[] {true, true}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a numeric column has -1, and one at least must be such");
    assertThatThrownBy(() -> new NominalColumns(new int[] {-1, 0, 2}))
        .hasMessageContaining("there is a nominal variable 2, but no column of variable 1");
  }

  /** How far a sample is on its line; -1 if it is on none. */
  private static double step(float[] sample, GenreNeighbours near, float[][] rows) {
    for (int row = 0; row < near.size(); row++) {
      for (int other : near.of(row)) {
        float[] from = rows[near.number(row)];
        float[] to = rows[near.number(other)];
        double along = 0;
        double length = 0;
        for (int column = 0; column < sample.length; column++) {
          along += (sample[column] - from[column]) * (double) (to[column] - from[column]);
          length += Math.pow(to[column] - from[column], 2);
        }
        double step = along / length;
        double off = 0;
        for (int column = 0; column < sample.length; column++) {
          off += Math.pow(sample[column] - from[column] - step * (to[column] - from[column]), 2);
        }
        if (off < 1e-10 && step > -1e-5 && step < 1 + 1e-5) {
          return Math.min(1, Math.max(0, step));
        }
      }
    }
    return -1;
  }

  private static double[] column(float[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  /** A table and what imbalanced-learn made of it. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  private record Golden(JsonNode json, float[][] rows, int[] labels) {
    static Golden read(String name) throws IOException {
      try (InputStream in = TableSmoteTest.class.getResourceAsStream("/SmoteTest/goldens.json")) {
        JsonNode json = JSON.readTree(in).get("tables").get(name);
        return new Golden(
            json,
            JSON.convertValue(json.get("rows"), float[][].class),
            JSON.convertValue(json.get("labels"), int[].class));
      }
    }

    JsonNode genres() {
      return json.get("genres");
    }

    int[] all() {
      return IntStream.range(0, rows.length).toArray();
    }

    Smote smote() {
      boolean[] nominal = JSON.convertValue(json.get("nominal"), boolean[].class);
      return Smote.ofTable(new MemoryRows(rows), labels, all(), NominalColumns.of(nominal), 5, 42);
    }
  }
}
