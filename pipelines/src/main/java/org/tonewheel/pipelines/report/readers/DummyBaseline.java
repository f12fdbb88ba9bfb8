package org.tonewheel.pipelines.report.readers;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.TrackEntry;

/**
 * What anyone can score without hearing a note: the shares of the genres on the training side, for
 * every segment. scikit-learn calls it {@code DummyClassifier(strategy="prior")}.
 *
 * @param name of its configuration, before the split's
 * @param split the split's name
 * @param seed the experiment's; it draws nothing
 * @param genres in the order of labels
 */
record DummyBaseline(String name, String split, long seed, List<String> genres) {

  /** One branch a fold. */
  List<BranchData> predict(List<TrackEntry> tracks, List<Assignment> rows) {
    Map<String, TrackEntry> byId =
        tracks.stream().collect(toMap(TrackEntry::track, Function.identity()));
    TreeMap<Integer, List<Assignment>> folds = new TreeMap<>();
    rows.forEach(row -> folds.computeIfAbsent(row.fold(), f -> new ArrayList<>()).add(row));
    return folds.entrySet().stream()
        .map(fold -> branch(fold.getKey(), predictions(fold.getValue(), byId)))
        .toList();
  }

  private List<PredictionRow> predictions(List<Assignment> rows, Map<String, TrackEntry> tracks) {
    float[] prior = new float[genres.size()];
    float segments = 0;
    for (Assignment row : rows) {
      if (row.side() == Side.TRAIN) {
        TrackEntry track = tracks.get(row.track());
        int count = row.segment() == null ? track.segments() : 1;
        prior[genres.indexOf(track.genre())] += count;
        segments += count;
      }
    }
    for (int genre = 0; genre < prior.length; genre++) {
      prior[genre] /= segments;
    }
    List<PredictionRow> predictions = new ArrayList<>();
    for (Assignment row : rows) {
      if (row.side() == Side.TRAIN) {
        continue;
      }
      TrackEntry track = tracks.get(row.track());
      int first = row.segment() == null ? 0 : row.segment();
      int last = row.segment() == null ? track.segments() - 1 : row.segment();
      for (int segment = first; segment <= last; segment++) {
        predictions.add(
            new PredictionRow(
                row.track(),
                segment,
                row.fold(),
                row.side(),
                genres.indexOf(track.genre()),
                prior));
      }
    }
    return predictions;
  }

  private BranchData branch(int fold, List<PredictionRow> predictions) {
    return new BranchData(
        "%s-%s-f%d".formatted(name, split, fold),
        name + "-" + split,
        name,
        null,
        "prior",
        "dummy",
        true,
        split,
        fold,
        seed,
        BranchState.DONE,
        null,
        Map.of(),
        0,
        0,
        null,
        0,
        null,
        null,
        List.of(),
        predictions);
  }
}
