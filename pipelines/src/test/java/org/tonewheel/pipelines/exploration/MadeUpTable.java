package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.tonewheel.pipelines.experiment.settings.ExplorationSettings;
import org.tonewheel.table.ColumnRole;
import org.tonewheel.table.Encoding;
import org.tonewheel.table.Imputation;
import org.tonewheel.table.OutlierTreatment;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.Scaling;
import org.tonewheel.table.TableColumn;
import org.tonewheel.table.TableLayout;

/**
 * Rows of which much is known: {@code double} is twice {@code energy}, {@code still} is constant,
 * {@code key} is one of three, every fifth {@code tempo} is missing, and genres lie apart.
 */
public final class MadeUpTable {
  static final TableLayout LAYOUT =
      new TableLayout(
          List.of(
              numeric("double"),
              numeric("energy"),
              new TableColumn(
                  "key",
                  ColumnRole.CATEGORICAL,
                  Set.of(),
                  null,
                  null,
                  null,
                  List.of("A", "B", "C"),
                  null,
                  null),
              numeric("still"),
              numeric("tempo")),
          Set.of(),
          List.of());

  static final Map<String, PreparationSettings> SETS =
      ImmutableMap.of("plain", settings(Encoding.NUMBER), "columns", settings(Encoding.ONE_HOT));

  private MadeUpTable() {}

  private static TableColumn numeric(String name) {
    return new TableColumn(
        name, ColumnRole.NUMERIC, Set.of(), null, null, null, List.of(), null, null);
  }

  private static PreparationSettings settings(Encoding encode) {
    return new PreparationSettings(
        Imputation.MEDIAN, OutlierTreatment.NONE, 1.5, List.of(), encode, Scaling.STANDARD);
  }

  /** So many rows, the genres in turn. */
  static TableValues rows(int count, List<String> genres) {
    SplittableRandom random = new SplittableRandom(3);
    float[][] rows = new float[count][];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row % genres.size();
      float energy = (float) (3 * labels[row] + random.nextGaussian());
      rows[row] =
          new float[] {
            2 * energy,
            energy,
            random.nextInt(3),
            7,
            row % 5 == 0 ? Float.NaN : (float) (120 + 20 * random.nextGaussian())
          };
    }
    return new TableValues(rows, labels, genres);
  }

  /** The figures of some of these rows, with both planes. */
  public static ExplorationFigures explored(List<String> genres) {
    return new Explorer(LAYOUT, rows(300, genres), new ExplorationSettings(150, 10), 42)
        .explore(SETS);
  }
}
