package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.DatasetFacts;
import org.tonewheel.pipelines.report.data.Published;
import org.tonewheel.pipelines.report.data.RepeatFacts;
import org.tonewheel.pipelines.report.data.TableFacts;

/**
 * The content of {@code metrics.json}: what a run's branches are worth, for programs to read.
 *
 * @param formatVersion version of this format: 3
 * @param run the run's id
 * @param experiment the experiment's name
 * @param seed the experiment's seed
 * @param counts what went in
 * @param genres the genres, in the order of rows and columns of every confusion matrix
 * @param best the branch chosen; null where no branch of the safest split is done
 * @param verdict whether figures reach what the experiment asks for; absent where it asks for
 *     nothing
 * @param branches one entry a configuration, in the experiment's order
 * @param baselines the same of configurations that are there to be compared with
 * @param synthetic what synthetic segments are worth, one entry a set and split
 * @param tuning what searches came to, one entry a study; absent where there is none
 * @param table the table that the tracks are rows of; absent where they are files
 * @param repeats tracks that are the same recording; absent where nobody has looked
 * @param dataset durations, and what the sides of splits share; absent where nobody has looked
 * @param rejected inputs that could not be used, by stage and reason, with the first of each
 */
public record MetricsFile(
    int formatVersion,
    String run,
    String experiment,
    long seed,
    Counts counts,
    List<String> genres,
    Best best,
    @JsonInclude(JsonInclude.Include.NON_NULL) Verdict verdict,
    List<Entry> branches,
    List<Entry> baselines,
    List<SyntheticFigures> synthetic,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StudyFigures> tuning,
    @JsonInclude(JsonInclude.Include.NON_NULL) TableFacts table,
    @JsonInclude(JsonInclude.Include.NON_NULL) RepeatFacts repeats,
    @JsonInclude(JsonInclude.Include.NON_NULL) DatasetFacts dataset,
    List<RejectSummary.Cause> rejected) {

  public MetricsFile {
    genres = ImmutableList.copyOf(genres);
    branches = ImmutableList.copyOf(branches);
    baselines = ImmutableList.copyOf(baselines);
    synthetic = ImmutableList.copyOf(synthetic);
    tuning = ImmutableList.copyOf(tuning);
    rejected = ImmutableList.copyOf(rejected);
  }

  /**
   * What went in.
   *
   * @param tracks tracks that were used; of a table, its rows
   * @param segments segments they were cut into; 0 where there are pictures or rows alone
   * @param pictures pictures of them; 0 where there are recordings alone
   * @param rejected inputs that could not be used
   */
  public record Counts(int tracks, int segments, int pictures, long rejected) {}

  /**
   * The branch chosen: the best track accuracy (row accuracy for a table) on validation among the
   * branches of the run's safest split that are admitted. Test figures have no say.
   *
   * @param branch the configuration
   * @param split its split
   * @param protocol what the split keeps on one side
   * @param safe whether its figures say something about unheard tracks
   * @param validationAccuracy what it was chosen by
   */
  public record Best(
      String branch, String split, String protocol, boolean safe, double validationAccuracy) {}

  /**
   * A configuration: branches that differ in fold and seed alone. Folds are pooled, seeds averaged.
   *
   * @param branch the branch id without fold and seed
   * @param kind what trains it
   * @param net the net's name
   * @param recipe the configuration without split and synthetic set
   * @param synthesis the synthetic set that its training sides are enlarged with; null where it has
   *     none
   * @param method how that set is made, such as {@code smote}; null where it has none
   * @param synthetic synthetic rows on a training side, the mean over models that are done
   * @param settings how it is trained, by name
   * @param state done if every model is, failed if one failed for good, otherwise pending
   * @param failure why the first that failed did; null where none did
   * @param split the split's name
   * @param protocol what the split keeps on one side
   * @param safe false where its figures are too good to be believed
   * @param unsafe why: the split leaks, or the synthetic set is made before splitting; null where
   *     safe
   * @param folds folds pooled; 1 under fractions
   * @param seeds seeds whose folds are all done, and so averaged in the figures
   * @param epochs epochs trained, the mean over models that are done; 0 where the net takes none
   * @param seconds wall-clock seconds of training, summed over models
   * @param parameters numbers that training of a model set; absent of trees and neighbours, which
   *     have none, of what averages several models, and where none is done
   * @param published what papers print for it; null where none does
   * @param validation figures that may be chosen by; null where no seed is complete
   * @param test figures to report; null where no seed is complete. Where the synthetic set is made
   *     before splitting they are over real and synthetic examples, as a paper would print that did
   *     so
   * @param testReal the same over real examples alone; absent where there are no others
   * @param versus how it fares against the baseline; absent of baselines, and where there is
   *     nothing to compare with
   * @param paired the difference from the arm without synthetic segments; null where it is that
   *     arm, or there is nothing to compare
   * @param admission whether it may be chosen; null where it has no synthetic segments
   * @param models the branches it is made of
   */
  public record Entry(
      String branch,
      String kind,
      String net,
      String recipe,
      String synthesis,
      String method,
      double synthetic,
      Map<String, String> settings,
      BranchState state,
      String failure,
      String split,
      String protocol,
      boolean safe,
      String unsafe,
      int folds,
      int seeds,
      double epochs,
      double seconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long parameters,
      List<Published> published,
      Levels validation,
      Levels test,
      @JsonInclude(JsonInclude.Include.NON_NULL) Levels testReal,
      @JsonInclude(JsonInclude.Include.NON_NULL) Versus versus,
      PairedFigures paired,
      Admission admission,
      List<Model> models) {

    public Entry {
      settings = ImmutableMap.copyOf(settings);
      models = ImmutableList.copyOf(models);
    }

    /** Returns whether it may be chosen, as far as synthetic segments go. */
    public boolean admitted() {
      return admission == null || admission.admitted();
    }
  }

  /**
   * One branch of a configuration.
   *
   * @param id the branch's id
   * @param fold the fold that tests
   * @param seed its seed
   * @param state how far it has come
   * @param failure why it failed; null unless it did
   * @param epochs epochs trained
   * @param keptEpoch the epoch whose weights were kept; 0 where the net takes none
   * @param ended why after these epochs: {@code epochs}, {@code patience} or {@code time-limit};
   *     null where the net takes none, or it did not end yet
   * @param seconds wall-clock seconds of training
   */
  public record Model(
      String id,
      int fold,
      long seed,
      BranchState state,
      String failure,
      int epochs,
      int keptEpoch,
      String ended,
      double seconds) {}

  /**
   * Figures by what is counted: segments and tracks, or the rows of a table. The others are absent.
   *
   * @param segment every segment by itself
   * @param track every track by the mean probability of its segments
   * @param row every row of a table
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Levels(LevelFigures segment, LevelFigures track, LevelFigures row) {

    /** Returns the figures a configuration is judged by: tracks, or rows. */
    public LevelFigures judged() {
      return track == null ? row : track;
    }
  }
}
