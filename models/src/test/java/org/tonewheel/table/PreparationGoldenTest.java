package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against scikit-learn; {@code src/test/python/make_preparation_goldens.py} makes the golden file.
 */
class PreparationGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imputed by medians",
        "the paper's",
        "means, narrow fences, one-hot",
        "quantiles, one-hot",
        "quantiles of clipped",
        "more rows than quantiles"
      })
  void rowsFittedAndOthers_equalScikitLearns_alsoWhenSavedAndLoaded(String name)
      throws IOException {
    JsonNode golden = golden(name);
    TableLayout layout = layout(golden.get("columns"));
    float[][] fitted = rows(golden.get("fitted"));
    float[][] others = rows(golden.get("others"));
    Preparation preparation = Preparation.fit(layout, fitted, settings(golden.get("settings")));
    preparation.save(folder);
    Preparation loaded = Preparation.load(folder);
    loaded.requireFits(layout);
    assertThat(loaded.names()).isEqualTo(preparation.names());
    JsonNode prepared = golden.get("prepared");
    assertThat(prepared).hasSize(fitted.length + others.length);
    for (int row = 0; row < prepared.size(); row++) {
      float[] raw = row < fitted.length ? fitted[row] : others[row - fitted.length];
      float[] values = preparation.apply(raw);
      assertThat(loaded.apply(raw)).isEqualTo(values);
      assertThat(prepared.get(row)).hasSize(values.length);
      for (int i = 0; i < values.length; i++) {
        double wanted = prepared.get(row).get(i).asDouble();
        assertThat((double) values[i])
            .as("row %d, column %s", row, preparation.names().get(i))
            .isCloseTo(wanted, within(1e-6 * (1 + Math.abs(wanted))));
      }
    }
  }

  private static PreparationSettings settings(JsonNode golden) {
    List<String> log = new ArrayList<>();
    golden.get("log").forEach(name -> log.add(name.asText()));
    return new PreparationSettings(
        Imputation.valueOf(constant(golden, "impute")),
        OutlierTreatment.valueOf(constant(golden, "outliers")),
        golden.get("iqrFactor").asDouble(),
        log,
        Encoding.valueOf(constant(golden, "encode")),
        Scaling.valueOf(constant(golden, "scale")));
  }

  private static String constant(JsonNode golden, String name) {
    return golden.get(name).asText().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static TableLayout layout(JsonNode golden) {
    List<TableColumn> columns = new ArrayList<>();
    for (JsonNode column : golden) {
      String name = column.get("name").asText();
      if (column.has("categories")) {
        List<String> categories = new ArrayList<>();
        column.get("categories").forEach(category -> categories.add(category.asText()));
        columns.add(TableColumn.categorical(name, categories));
      } else {
        Double min = column.has("min") ? column.get("min").asDouble() : null;
        columns.add(TableColumn.numeric(name).withBounds(min, null, OutOfBounds.CLIP));
      }
    }
    return new TableLayout(columns, Set.of(), List.of());
  }

  private static float[][] rows(JsonNode golden) {
    float[][] rows = new float[golden.size()][golden.get(0).size()];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        JsonNode value = golden.get(row).get(i);
        rows[row][i] = value.isNull() ? Float.NaN : (float) value.asDouble();
      }
    }
    return rows;
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in =
        PreparationGoldenTest.class.getResourceAsStream("/PreparationGoldenTest/goldens.json")) {
      return JSON.readTree(in).get("cases").get(name);
    }
  }
}
