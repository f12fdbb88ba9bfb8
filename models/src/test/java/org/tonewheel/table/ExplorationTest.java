package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.CounterRandom;

class ExplorationTest {
  private static final TableLayout LAYOUT =
      new TableLayout(
          List.of(
              TableColumn.numeric("tempo"),
              TableColumn.numeric("energy").withBounds(0.0, null, OutOfBounds.CLIP),
              TableColumn.numeric("constant"),
              TableColumn.categorical("key", List.of("A", "B", "C"))),
          Set.of(),
          List.of());

  @Test
  void figuresOfAColumn_tellOfItBeforeAndAfterPreparation() {
    float[][] rows = {{1, 1, 5, 0}, {2, 3, 5, 2}, {3, 2, 5, 2}, {4, 4, 5, Float.NaN}};
    Exploration exploration = explore(rows, Encoding.NUMBER, 2);
    ColumnFigures tempo = exploration.columns().get(0);
    assertThat(tempo.raw())
        .isEqualTo(new ColumnSummary(4, 0, 1, 1.75, 2.5, 3.25, 4, 2.5, Math.sqrt(1.25)));
    assertThat(tempo.prepared().mean()).isCloseTo(0, within(1e-7));
    assertThat(tempo.prepared().deviation()).isCloseTo(1, within(1e-7));
    ColumnFigures key = exploration.columns().get(3);
    assertThat(key.raw().known()).isEqualTo(3);
    assertThat(key.raw().missing()).isEqualTo(1);
    assertThat(key.rawHistogram().counts()).containsExactly(1, 0, 2);
    assertThat(key.prepared().missing()).isZero();
    assertThat(total(key.preparedHistogram())).isEqualTo(4);
  }

  @Test
  void correlations_areThoseOfPreparedNumbers_andUndefinedForAConstant() {
    float[][] rows = {{1, 1, 5, 0}, {2, 3, 5, 2}, {3, 2, 5, 2}, {4, 4, 5, 1}};
    Exploration exploration = explore(rows, Encoding.ONE_HOT, 2);
    assertThat(exploration.correlated()).containsExactly("tempo", "energy", "constant");
    double[][] correlations = exploration.correlations();
    // Of ranks 1 2 3 4 and 1 3 2 4.
    assertThat(correlations[0][1]).isCloseTo(0.8, within(1e-6)).isEqualTo(correlations[1][0]);
    assertThat(correlations[1][1]).isEqualTo(1);
    assertThat(correlations[2]).containsOnly(Double.NaN);
    assertThat(exploration.columns().get(3).prepared()).isNull();
  }

  @Test
  void aHistogram_isNotStretchedByAFewFarValues_yetCountsThem() {
    CounterRandom random = CounterRandom.of(7, "histogram");
    float[][] rows = new float[1000][];
    Arrays.setAll(rows, i -> new float[] {(float) random.normal(i), 0, 5, 0});
    rows[0][0] = 1e6f;
    Histogram histogram = explore(rows, Encoding.NUMBER, 20).columns().get(0).rawHistogram();
    assertThat(histogram.to()).isBetween(2.0, 4.0);
    assertThat(histogram.from()).isBetween(-4.0, -2.0);
    assertThat(histogram.above()).isEqualTo(5);
    assertThat(histogram.below()).isEqualTo(5);
    assertThat(total(histogram)).isEqualTo(1000);
    assertThat(histogram.counts()).hasSize(20);
  }

  @Test
  void aColumnOfOneValue_orWithout_hasAHistogramStill() {
    float[][] rows = {{Float.NaN, 0, 5, 0}, {Float.NaN, 0, 5, 0}, {Float.NaN, 7, 5, 0}};
    Exploration exploration = explore(rows, Encoding.NUMBER, 4);
    assertThat(exploration.columns().get(0).raw().mean()).isNaN();
    assertThat(total(exploration.columns().get(0).rawHistogram())).isZero();
    Histogram constant = exploration.columns().get(2).rawHistogram();
    assertThat(constant.from()).isEqualTo(4.5);
    assertThat(constant.counts()).containsExactly(0, 0, 3, 0);
  }

  @Test
  void aPreparationOfAnotherTable_isRefused() {
    TableLayout other = new TableLayout(List.of(TableColumn.numeric("tempo")), Set.of(), List.of());
    float[][] rows = {{1}};
    Preparation preparation = Preparation.fit(other, rows, settings(Encoding.NUMBER));
    assertThatThrownBy(() -> Exploration.of(LAYOUT, rows, preparation, rows, 4))
        .hasMessageContaining("does not fit the table");
    assertThatThrownBy(() -> Exploration.of(other, new float[0][], preparation, rows, 4))
        .hasMessageContaining("0 rows in 4 bins");
  }

  private static Exploration explore(float[][] rows, Encoding encode, int bins) {
    Preparation preparation = Preparation.fit(LAYOUT, rows, settings(encode));
    float[][] prepared = Arrays.stream(rows).map(preparation::apply).toArray(float[][]::new);
    return Exploration.of(LAYOUT, rows, preparation, prepared, bins);
  }

  private static long total(Histogram histogram) {
    return Arrays.stream(histogram.counts()).sum() + histogram.below() + histogram.above();
  }

  private static PreparationSettings settings(Encoding encode) {
    return new PreparationSettings(
        Imputation.MEDIAN, OutlierTreatment.NONE, 1.5, List.of(), encode, Scaling.STANDARD);
  }
}
