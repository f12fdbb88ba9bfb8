package org.tonewheel.pipelines.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.features.FeatureColumns;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;

/**
 * What a branch is trained on.
 *
 * @param branch how
 * @param rows values, keys and sides of its fold
 * @param labels genre of each row, an index into {@code genres}; -1 for rows of other sources
 * @param genres of its source, in the order of probabilities
 * @param featureNames of one frame's values; empty for a net that takes them as they come
 * @param repeats of each row of a table, what is equal for rows that are the same track; empty
 *     where neither the branch nor a member of it holds repeats out
 */
record BranchData(
    Branch branch,
    BranchRows rows,
    int[] labels,
    List<String> genres,
    List<String> featureNames,
    List<String> repeats) {

  /** The data of a branch whose rows are known. */
  static BranchData of(Branch branch, Experiment experiment, Tracks tracks, BranchRows rows) {
    Tracks own = tracks.of(branch.source());
    List<String> genres = own.genres(experiment.genres());
    return new BranchData(
        branch,
        rows,
        rows.keys().stream().mapToInt(key -> genres.indexOf(key.genre())).toArray(),
        genres,
        branch.net().deep() ? List.of() : FeatureColumns.names(experiment, branch.features()),
        holdsRepeatsOut(branch) ? repeats(own, rows.keys()) : List.of());
  }

  private static boolean holdsRepeatsOut(Branch branch) {
    RowOptions options = RowOptions.of(branch);
    return options.repeatParts() > 0
        || options.members().stream().anyMatch(BranchData::holdsRepeatsOut);
  }

  private static List<String> repeats(Tracks tracks, List<TrainingSet.Key> keys) {
    Map<String, TrackRow> byTrack =
        tracks.rows().stream().collect(Collectors.toMap(TrackRow::track, Function.identity()));
    return keys.stream().map(key -> byTrack.get(key.track()).groups().get(Source.REPEAT)).toList();
  }

  /** The same data for a member of an ensemble. */
  BranchData of(Branch member) {
    return new BranchData(member, rows, labels, genres, featureNames, repeats);
  }

  /** What tells the repeats among some rows apart; empty where nothing does. */
  List<String> repeats(int[] some) {
    return repeats.isEmpty() ? List.of() : Arrays.stream(some).mapToObj(repeats::get).toList();
  }
}
