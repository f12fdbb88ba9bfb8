package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.gan.quality.SampleQuality;

/**
 * One synthesis, of one fold and seed, as the report needs it: what made the segments, and what
 * they are worth.
 *
 * @param id the synthesis's id
 * @param set the synthetic set's name
 * @param source the source's name
 * @param features the feature sets that its segments are in, as one text
 * @param split name of the split, one of {@link ReportData#splits}
 * @param fold the fold whose training side it saw, from 0
 * @param seed of all that was drawn
 * @param method how, such as {@code smote}
 * @param settings how in detail, by name, in display order
 * @param beforeSplit whether it saw all sides: unsafe
 * @param state how far it has come
 * @param failure why it failed, in one line; null unless it failed
 * @param perGenre segments made, by genre; empty unless done
 * @param epochs epochs trained; 0 where nothing is trained
 * @param ended why after these: {@code epochs} or {@code time-limit}; null where nothing is trained
 * @param seconds wall-clock seconds
 * @param quality what the segments are worth; null where it was not measured
 * @param losses one row an epoch; empty where nothing is trained
 * @param samples some segments as pictures, real ones beside them; empty where none were read
 */
public record SyntheticData(
    String id,
    String set,
    String source,
    String features,
    String split,
    int fold,
    long seed,
    String method,
    Map<String, String> settings,
    boolean beforeSplit,
    BranchState state,
    String failure,
    Map<String, Integer> perGenre,
    int epochs,
    String ended,
    double seconds,
    SampleQuality quality,
    List<LossRow> losses,
    List<SamplePicture> samples) {

  public SyntheticData {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(state, "state");
    settings = ImmutableMap.copyOf(settings);
    perGenre = ImmutableMap.copyOf(perGenre);
    losses = ImmutableList.copyOf(losses);
    samples = ImmutableList.copyOf(samples);
  }

  /**
   * One epoch of a GAN's training.
   *
   * @param epoch the epoch, from 1
   * @param generatorLoss mean loss of the generator
   * @param discriminatorLoss mean loss of the discriminator
   * @param realScore mean score that the discriminator gave real segments
   * @param fakeScore the same of synthetic ones
   */
  public record LossRow(
      int epoch,
      double generatorLoss,
      double discriminatorLoss,
      double realScore,
      double fakeScore) {}
}
