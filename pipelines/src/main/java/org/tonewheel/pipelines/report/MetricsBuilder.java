package org.tonewheel.pipelines.report;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Makes {@code metrics.json} from a run's predictions. */
final class MetricsBuilder {

  private static final int FORMAT_VERSION = 2;

  private final ReportData data;
  private final LevelFiguresBuilder figures;

  MetricsBuilder(ReportData data) {
    this.data = data;
    figures = new LevelFiguresBuilder(data.genres(), data.seed());
  }

  MetricsFile build() {
    ImmutableList.Builder<MetricsFile.Entry> branches = ImmutableList.builder();
    ImmutableList.Builder<MetricsFile.Entry> baselines = ImmutableList.builder();
    for (Configuration configuration : Configuration.of(data)) {
      (configuration.first().baseline() ? baselines : branches).add(entry(configuration));
    }
    List<MetricsFile.Entry> entries = branches.build();
    return new MetricsFile(
        FORMAT_VERSION,
        data.run(),
        data.experiment(),
        data.seed(),
        new MetricsFile.Counts(
            data.tracks(), data.segments(), data.pictures(), data.rejected().size()),
        data.genres(),
        best(entries),
        entries,
        baselines.build());
  }

  private MetricsFile.Entry entry(Configuration configuration) {
    BranchData first = configuration.first();
    Protocol protocol = configuration.split().protocol();
    List<List<BranchData>> seeds = configuration.completeSeeds();
    List<BranchData> branches = configuration.branches();
    return new MetricsFile.Entry(
        configuration.id(),
        first.kind(),
        first.net(),
        first.recipe(),
        first.settings(),
        configuration.state(),
        branches.stream()
            .map(BranchData::failure)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        first.split(),
        name(protocol),
        protocol.safe(),
        configuration.split().folds(),
        seeds.size(),
        branches.stream()
            .filter(branch -> branch.state() == BranchState.DONE)
            .mapToInt(BranchData::epochs)
            .average()
            .orElse(0),
        branches.stream().mapToDouble(BranchData::seconds).sum(),
        first.published(),
        seeds.isEmpty() ? null : levels(configuration, seeds, Side.VALIDATION),
        seeds.isEmpty() ? null : levels(configuration, seeds, Side.TEST),
        branches.stream().map(MetricsBuilder::model).toList());
  }

  private static MetricsFile.Model model(BranchData branch) {
    return new MetricsFile.Model(
        branch.id(),
        branch.fold(),
        branch.seed(),
        branch.state(),
        branch.failure(),
        branch.epochs(),
        branch.keptEpoch(),
        branch.ended(),
        branch.seconds());
  }

  private MetricsFile.Levels levels(
      Configuration configuration, List<List<BranchData>> seeds, Side side) {
    SplitData split = configuration.split();
    UnaryOperator<String> clusterOf = track -> split.groups().getOrDefault(track, track);
    List<PooledScores> pooled =
        seeds.stream().map(folds -> PooledScores.of(folds, side, clusterOf)).toList();
    int clusters = pooled.get(0).clusters();
    if (split.protocol() == Protocol.ROW) {
      return new MetricsFile.Levels(
          null, null, level(pooled, PooledScores::segments, clusters, side, "row"));
    }
    String over = split.groups().isEmpty() ? "track" : "group";
    return new MetricsFile.Levels(
        level(pooled, PooledScores::segments, clusters, side, over),
        level(pooled, PooledScores::tracks, clusters, side, over),
        null);
  }

  private LevelFigures level(
      List<PooledScores> pooled,
      Function<PooledScores, ClusteredScores> of,
      int clusters,
      Side side,
      String over) {
    List<ClusteredScores> scores = pooled.stream().map(of).toList();
    return side == Side.TEST ? figures.test(scores, clusters, over) : figures.validation(scores);
  }

  private MetricsFile.Best best(List<MetricsFile.Entry> entries) {
    Comparator<MetricsFile.Entry> byProtocol = Comparator.comparing(LeakComparison::protocol);
    return entries.stream()
        .max(byProtocol)
        .flatMap(
            safest ->
                entries.stream()
                    .filter(entry -> entry.protocol().equals(safest.protocol()))
                    .filter(entry -> entry.state() == BranchState.DONE)
                    .min(
                        Comparator.comparingDouble(
                                (MetricsFile.Entry entry) ->
                                    -entry.validation().judged().accuracy())
                            .thenComparingDouble(entry -> entry.validation().judged().logLoss())
                            .thenComparing(MetricsFile.Entry::branch)))
        .map(
            entry ->
                new MetricsFile.Best(
                    entry.branch(),
                    entry.split(),
                    entry.protocol(),
                    entry.safe(),
                    entry.validation().judged().accuracy()))
        .orElse(null);
  }

  static String name(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }
}
