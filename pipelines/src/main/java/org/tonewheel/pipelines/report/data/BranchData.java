package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;

/**
 * One trained branch as the report needs it. Branches that share a configuration must agree in
 * everything but id, fold, seed and what training made of them.
 *
 * <p>A prediction takes about 90 bytes and 4 more a genre (130 for ten genres): five folds of P1's
 * 10,000 segments, each predicted once on validation and once on test, are 2.6 MB a configuration.
 * Ten million predictions in all (1.3 GB) are what the report is made for.
 *
 * @param id the branch's id
 * @param configuration the id without fold and seed
 * @param recipe the configuration without split and synthetic set: configurations that share it are
 *     set side by side, safe against leaky where the set is the same
 * @param arm its synthetic segments; null where it has none
 * @param kind what trains it, such as {@code djl} or {@code tribuo}
 * @param net the net's name, such as {@code forest}
 * @param baseline whether it is there to be compared with, not to be chosen
 * @param split name of the split, one of {@link ReportData#splits}
 * @param fold the fold that tests, from 0
 * @param seed seed of initialisation, shuffling and dropout
 * @param state how far it has come
 * @param failure why it failed, in one line; null unless it failed
 * @param settings how it is trained, by name, in display order
 * @param epochs epochs trained; 0 where the net takes none
 * @param keptEpoch the epoch whose weights were kept, from 1; 0 where the net takes none, or it is
 *     not known yet
 * @param ended why after these epochs: {@code epochs}, {@code patience} or {@code time-limit}; null
 *     where the net takes none, or it did not end yet
 * @param seconds wall-clock seconds of training
 * @param parameters numbers that training set; null where that is not counted, or it is not done
 * @param published what papers print for it; null or empty where none does
 * @param history one row an epoch; empty where the net takes none
 * @param predictions one row a segment of validation and test; empty unless done
 */
public record BranchData(
    String id,
    String configuration,
    String recipe,
    ArmData arm,
    String kind,
    String net,
    boolean baseline,
    String split,
    int fold,
    long seed,
    BranchState state,
    String failure,
    Map<String, String> settings,
    int epochs,
    int keptEpoch,
    String ended,
    double seconds,
    Long parameters,
    List<Published> published,
    List<HistoryRow> history,
    List<PredictionRow> predictions) {

  public BranchData {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(net, "net");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(state, "state");
    settings = ImmutableMap.copyOf(settings);
    published = published == null ? ImmutableList.of() : ImmutableList.copyOf(published);
    history = ImmutableList.copyOf(history);
    predictions = ImmutableList.copyOf(predictions);
    if ((state == BranchState.DONE) == predictions.isEmpty()) {
      throw new IllegalArgumentException(
          "branch %s is %s with %d predictions".formatted(id, state, predictions.size()));
    }
  }

  /** Returns whether its split is of real and synthetic segments. */
  public boolean beforeSplit() {
    return arm != null && arm.beforeSplit();
  }

  /** Returns whether a prediction is about a synthetic segment. */
  public boolean synthetic(PredictionRow row) {
    return beforeSplit() && SyntheticSegments.isSynthetic(row.track());
  }
}
