package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
  private static final TableColumn TEMPO =
      TableColumn.numeric("tempo").withBounds(0.0, null, OutOfBounds.MISSING);
  private static final TableColumn KEY = TableColumn.categorical("key", List.of("A", "B", "C"));
  private static final TableLayout LAYOUT = layout(TEMPO, KEY);
  private static final float[][] ROWS = {{1, 2}, {2, 0}, {3, 2}, {Float.NaN, Float.NaN}};

  @TempDir private Path folder;

  @Test
  void oneHotColumns_stayZeroAndOne_andAreNominal() {
    Preparation preparation = fit(Encoding.ONE_HOT, Scaling.STANDARD);
    assertThat(preparation.names()).containsExactly("tempo", "key=A", "key=B", "key=C");
    assertThat(preparation.nominal()).containsExactly(false, true, true, true);
    assertThat(preparation.columns().get(2))
        .isEqualTo(new PreparedColumn("key=B", "key", "B", true));
    assertThat(preparation.apply(new float[] {2, 1})).containsExactly(0, 0, 1, 0);
  }

  @Test
  void categoriesAsNumbers_areStandardisedUnderQuantilesToo() {
    Preparation standard = fit(Encoding.NUMBER, Scaling.STANDARD);
    Preparation quantiles = fit(Encoding.NUMBER, Scaling.NORMAL_QUANTILES);
    for (float key = 0; key < 3; key++) {
      assertThat(quantiles.apply(new float[] {2, key})[1])
          .isEqualTo(standard.apply(new float[] {2, key})[1]);
    }
    assertThat(quantiles.nominal()).containsExactly(false, true);
  }

  @Test
  void missingValues_becomeTheMedianAndTheMostFrequentOfTheTrainingRows() {
    Preparation preparation = fit(Encoding.NUMBER, Scaling.NONE);
    assertThat(preparation.apply(new float[] {Float.NaN, Float.NaN})).containsExactly(2, 2);
    assertThat(preparation.rows()).isEqualTo(4);
  }

  @Test
  void ofEquallyFrequentCategories_theFirstDeclaredStandsIn() {
    float[][] rows = {{1, 2}, {1, 1}, {1, Float.NaN}};
    Preparation preparation = Preparation.fit(LAYOUT, rows, settings(List.of(), Scaling.NONE));
    assertThat(preparation.apply(new float[] {1, Float.NaN})[1]).isEqualTo(1);
  }

  @Test
  void applying_changesNeitherTheRowNorWhatWasMeasured() {
    Preparation preparation = fit(Encoding.NUMBER, Scaling.STANDARD);
    float[] far = {1e9f, 0};
    float[] before = preparation.apply(ROWS[0]);
    preparation.apply(far);
    assertThat(far).containsExactly(1e9f, 0);
    assertThat(preparation.apply(ROWS[0])).isEqualTo(before);
  }

  @Test
  void aLogarithm_needsADeclaredMinimumAboveMinusOne() {
    TableLayout open = layout(TableColumn.numeric("tempo"), KEY);
    assertThatThrownBy(() -> Preparation.fit(open, ROWS, settings(List.of("tempo"), Scaling.NONE)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("log names `tempo`, whose min is not declared")
        .hasMessageContaining("declare such a min");
    TableLayout low = layout(TEMPO.withBounds(-1.0, null, OutOfBounds.CLIP));
    assertThat(settings(List.of("tempo"), Scaling.NONE).problems(low))
        .singleElement()
        .asString()
        .contains("whose min is -1.0");
    assertThat(settings(List.of("tempo"), Scaling.NONE).problems(LAYOUT)).isEmpty();
  }

  @Test
  void aLogarithmOfWhatIsNoNumericColumn_isAnErrorWithANearName() {
    assertThat(settings(List.of("tempi", "key"), Scaling.NONE).problems(LAYOUT))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("`tempi`", "did you mean `tempo`?"))
        .anySatisfy(text -> assertThat(text).contains("`key`, which is no numeric column"));
  }

  @Test
  void rowsThatAreNotOfTheLayout_areErrorsThatNameRowAndColumn() {
    assertThatThrownBy(() -> fitted(new float[] {1, 2, 3}))
        .hasMessageContaining("training row 1 has 3 values, but the layout has 2 inputs");
    assertThatThrownBy(() -> fitted(new float[] {1, 3}))
        .hasMessageContaining("training row 1, column `key` is 3.0");
    assertThatThrownBy(() -> fitted(new float[] {Float.POSITIVE_INFINITY, 2}))
        .hasMessageContaining("training row 1, column `tempo` is Infinity");
    assertThatThrownBy(
            () -> Preparation.fit(LAYOUT, new float[0][], settings(List.of(), Scaling.NONE)))
        .hasMessageContaining("no training rows");
    Preparation preparation = fit(Encoding.NUMBER, Scaling.NONE);
    assertThatThrownBy(() -> preparation.apply(new float[] {1}))
        .hasMessageContaining("a row of 1 values; the preparation was measured on 2");
    assertThatThrownBy(() -> preparation.apply(new float[] {1, 0.5f}))
        .hasMessageContaining("column `key` is 0.5");
  }

  @Test
  void aLayoutWithOtherInputs_doesNotFit_andTheMessageNamesTheFirst() throws IOException {
    fit(Encoding.NUMBER, Scaling.NORMAL_QUANTILES).save(folder);
    Preparation loaded = Preparation.load(folder);
    loaded.requireFits(layout(TableColumn.label("genre"), TEMPO, KEY));
    assertThatThrownBy(() -> loaded.requireFits(layout(KEY, TEMPO)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("its input 1 was `tempo` (numeric), the layout has `key` (of [A");
    assertThatThrownBy(
            () ->
                loaded.requireFits(
                    layout(TEMPO, TableColumn.categorical("key", List.of("B", "A", "C")))))
        .hasMessageContaining("was `key` (of [A, B, C]), the layout has `key` (of [B, A, C])");
    assertThatThrownBy(() -> loaded.requireFits(layout(TEMPO)))
        .hasMessageContaining("the layout has nothing");
  }

  @Test
  void aFileOfAnotherFormat_orDamaged_isAnErrorThatNamesIt() throws IOException {
    Path file = folder.resolve("preparation.json");
    assertThatThrownBy(() -> Preparation.load(folder)).isInstanceOf(NoSuchFileException.class);
    fit(Encoding.NUMBER, Scaling.NORMAL_QUANTILES).save(folder);
    String text = Files.readString(file);
    for (String broken :
        List.of(
            "{\"formatVersion\": 1}",
            text.substring(0, text.length() / 2),
            text.replace("\"mean\" : 1.5", "\"mean\" : null"),
            text.replace("\"quantiles\" : [ 1.0", "\"quantiles\" : [ 9.0"))) {
      assertThat(broken).isNotEqualTo(text);
      Files.writeString(file, broken);
      assertThatThrownBy(() -> Preparation.load(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("preparation.json is damaged")
          .hasMessageContaining("train the model anew");
    }
    Files.writeString(file, text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertThatThrownBy(() -> Preparation.load(folder))
        .hasMessageContaining("has format 2; this version reads 1");
  }

  private static Preparation fitted(float[] row) {
    return Preparation.fit(LAYOUT, new float[][] {{1, 2}, row}, settings(List.of(), Scaling.NONE));
  }

  private static Preparation fit(Encoding encode, Scaling scale) {
    return Preparation.fit(
        LAYOUT,
        ROWS,
        new PreparationSettings(
            Imputation.MEDIAN, OutlierTreatment.NONE, 1.5, List.of(), encode, scale));
  }

  private static PreparationSettings settings(List<String> log, Scaling scale) {
    return new PreparationSettings(
        Imputation.MEDIAN, OutlierTreatment.NONE, 1.5, log, Encoding.NUMBER, scale);
  }

  private static TableLayout layout(TableColumn... columns) {
    return new TableLayout(List.of(columns), Set.of(), List.of());
  }
}
