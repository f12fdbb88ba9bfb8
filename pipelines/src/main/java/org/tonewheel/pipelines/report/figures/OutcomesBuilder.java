package org.tonewheel.pipelines.report.figures;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.sampling.Side;

/** Makes {@code outcomes.json} from a run's predictions. */
public final class OutcomesBuilder {

  private final ReportData data;

  /** The genre of every track that tests, by id. */
  private final TreeMap<String, Integer> truth = new TreeMap<>();

  private final Map<List<String>, Integer> sets = new LinkedHashMap<>();
  private final List<OutcomesFile.Outcome> outcomes = new ArrayList<>();

  private OutcomesBuilder(ReportData data) {
    this.data = data;
  }

  /** Returns what every configuration said of its test tracks. */
  public static OutcomesFile of(ReportData data) {
    OutcomesBuilder builder = new OutcomesBuilder(data);
    for (Configuration configuration : Configuration.of(data)) {
      List<List<BranchData>> seeds = configuration.completeSeeds();
      if (!seeds.isEmpty()) {
        builder.add(configuration, seeds);
      }
    }
    return builder.build();
  }

  private void add(Configuration configuration, List<List<BranchData>> seeds) {
    TreeMap<String, Integer> tested = new TreeMap<>(); // in the order in which tracks are pooled
    for (BranchData branch : seeds.get(0)) {
      for (PredictionRow row : branch.predictions()) {
        if (row.side() == Side.TEST && !branch.synthetic(row)) {
          tested.put(row.track(), row.truth());
        }
      }
    }
    truth.putAll(tested);
    List<Scores> tracks =
        PooledScores.of(seeds, Side.TEST, configuration.split(), PooledScores.Rows.REAL).stream()
            .map(pooled -> pooled.tracks().scores())
            .toList();
    int set = sets.computeIfAbsent(List.copyOf(tested.keySet()), key -> sets.size());
    outcomes.add(
        new OutcomesFile.Outcome(
            configuration.id(), set, said(configuration, tracks, tested.size())));
  }

  private static int[] said(Configuration configuration, List<Scores> seeds, int tested) {
    Scores all = SeedMean.of(seeds);
    if (all.size() != tested) {
      throw new IllegalArgumentException(
          "%s tests with %d and with %d tracks".formatted(configuration.id(), tested, all.size()));
    }
    int[] said = new int[tested];
    for (int track = 0; track < tested; track++) {
      said[track] = all.predicted(track);
    }
    return said;
  }

  private OutcomesFile build() {
    List<String> tracks = List.copyOf(truth.keySet());
    Map<String, Integer> places = new TreeMap<>();
    for (int place = 0; place < tracks.size(); place++) {
      places.put(tracks.get(place), place);
    }
    return new OutcomesFile(
        OutcomesFile.FORMAT_VERSION,
        data.run(),
        data.genres(),
        tracks,
        Ints.toArray(truth.values()),
        sets.keySet().stream().map(set -> set.stream().mapToInt(places::get).toArray()).toList(),
        outcomes);
  }
}
