package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.report.data.ArmData;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.figures.PooledScores.Rows;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Makes {@code metrics.json} from a run's predictions. */
public final class MetricsBuilder {

  private static final int FORMAT_VERSION = 3;

  private final ReportData data;
  private final LevelFiguresBuilder figures;
  private final PairedBuilder pairs;

  /**
   * Makes the figures of one run.
   *
   * @param data what was read of it; its seed decides what the intervals resample
   */
  public MetricsBuilder(ReportData data) {
    this.data = data;
    figures = new LevelFiguresBuilder(data.genres(), data.seed(), data.table() != null);
    pairs = new PairedBuilder(data.seed());
  }

  /**
   * Computes all figures; the same data give the same figures.
   *
   * @throws IllegalArgumentException if the data contradicts itself, such as a segment predicted
   *     twice or a split that the run lacks
   */
  public MetricsFile build() {
    ImmutableList.Builder<MetricsFile.Entry> branches = ImmutableList.builder();
    ImmutableList.Builder<MetricsFile.Entry> baselines = ImmutableList.builder();
    Map<String, Configuration> configurations = new LinkedHashMap<>();
    Configuration.of(data).forEach(one -> configurations.put(one.id(), one));
    Map<String, Versus> versus = VersusBuilder.of(data, configurations.values());
    for (Configuration configuration : configurations.values()) {
      PairedFigures paired = paired(configuration, configurations);
      (configuration.first().baseline() ? baselines : branches)
          .add(entry(configuration, versus.get(configuration.id()), paired));
    }
    List<MetricsFile.Entry> entries = branches.build();
    List<MetricsFile.Entry> compared = baselines.build();
    MetricsFile.Best best = best(entries);
    return new MetricsFile(
        FORMAT_VERSION,
        data.run(),
        data.experiment(),
        data.seed(),
        new MetricsFile.Counts(
            data.tracks(), data.segments(), data.pictures(), data.rejected().inputs()),
        data.genres(),
        best,
        new VerdictBuilder(data.judging(), data.genres(), entries, compared).build(best),
        entries,
        compared,
        SyntheticGroup.of(data).stream().map(group -> group.figures(data.genres())).toList(),
        data.tuning().stream().map(StudyFigures::of).toList(),
        data.table(),
        data.repeats(),
        data.dataset(),
        data.rejected().causes());
  }

  private PairedFigures paired(Configuration arm, Map<String, Configuration> configurations) {
    ArmData synthesis = arm.first().arm();
    Configuration plain = synthesis == null ? null : configurations.get(synthesis.plain());
    return plain == null ? null : pairs.compare(arm, plain);
  }

  private MetricsFile.Entry entry(
      Configuration configuration, Versus versus, PairedFigures paired) {
    BranchData first = configuration.first();
    ArmData arm = first.arm();
    String unsafe = configuration.unsafe();
    Protocol protocol = configuration.split().protocol();
    List<List<BranchData>> seeds = configuration.completeSeeds();
    List<BranchData> branches = configuration.branches();
    return new MetricsFile.Entry(
        configuration.id(),
        first.kind(),
        first.net(),
        first.recipe(),
        arm == null ? null : arm.set(),
        arm == null ? null : arm.method(),
        mean(branches, branch -> branch.arm() == null ? 0 : branch.arm().rows()),
        first.settings(),
        configuration.state(),
        branches.stream()
            .map(BranchData::failure)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        first.split(),
        name(protocol),
        unsafe == null,
        unsafe,
        configuration.split().folds(),
        seeds.size(),
        mean(branches, BranchData::epochs),
        branches.stream().mapToDouble(BranchData::seconds).sum(),
        branches.stream()
            .map(BranchData::parameters)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        first.published().isEmpty() ? null : first.published(),
        seeds.isEmpty() ? null : levels(configuration, seeds, Side.VALIDATION, Rows.ALL),
        seeds.isEmpty() ? null : levels(configuration, seeds, Side.TEST, Rows.ALL),
        seeds.isEmpty() || !first.beforeSplit()
            ? null
            : levels(configuration, seeds, Side.TEST, Rows.REAL),
        versus,
        paired,
        arm == null ? null : Admission.of(data.admit(), unsafe, paired),
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

  /** Returns the mean of a figure over models that are done; 0 where none is. */
  private static double mean(List<BranchData> branches, ToIntFunction<BranchData> figure) {
    return branches.stream()
        .filter(branch -> branch.state() == BranchState.DONE)
        .mapToInt(figure)
        .average()
        .orElse(0);
  }

  private MetricsFile.Levels levels(
      Configuration configuration, List<List<BranchData>> seeds, Side side, Rows which) {
    SplitData split = configuration.split();
    List<PooledScores> pooled = PooledScores.of(seeds, side, split, which);
    int clusters = pooled.get(0).clusters();
    String over = split.clusterWord();
    if (split.protocol() == Protocol.ROW || data.table() != null) {
      return new MetricsFile.Levels(
          null, null, level(pooled, PooledScores::segments, clusters, side, over));
    }
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
    Comparator<MetricsFile.Entry> bySafety =
        Comparator.comparing(LeakComparison::protocol).thenComparing(this::keepsMoreThanRepeats);
    return entries.stream()
        .filter(entry -> entry.synthesis() == null || entry.safe())
        .max(bySafety)
        .flatMap(
            safest ->
                entries.stream()
                    .filter(MetricsFile.Entry::admitted)
                    .filter(entry -> bySafety.compare(entry, safest) == 0)
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

  /**
   * Equal rows of a table lie together under every safe split, and under some nothing else does.
   */
  private boolean keepsMoreThanRepeats(MetricsFile.Entry entry) {
    return data.splits().stream()
        .filter(split -> split.name().equals(entry.split()))
        .noneMatch(split -> Source.REPEAT.equals(split.column()));
  }

  static String name(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }
}
