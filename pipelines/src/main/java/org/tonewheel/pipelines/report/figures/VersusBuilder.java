package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.HolmCorrection;
import org.tonewheel.evaluation.McNemar;
import org.tonewheel.evaluation.PairedDifference;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Tests every configuration against the baseline under its split. */
final class VersusBuilder {

  private static final int LEAST_RESAMPLES = 2000;

  /**
   * The least probability that resampling can tell is 2 / (resamples + 1). So many for each
   * comparison leave it at 0.02 when it is corrected for all of them.
   */
  private static final int RESAMPLES_A_COMPARISON = 100;

  private final ReportData data;
  private final Map<String, Set<String>> tested = new HashMap<>();

  private VersusBuilder(ReportData data) {
    this.data = data;
  }

  /** A configuration, its baseline, and the seeds of each that are compared, in pairs. */
  private record Pair(
      Configuration own,
      Configuration baseline,
      List<List<BranchData>> ofOwn,
      List<List<BranchData>> ofBaseline) {}

  /** What is known of a pair before it is corrected. */
  private record Tested(
      Pair pair, String level, String over, PairedDifference difference, McNemar exact) {}

  /**
   * Returns by configuration what came of its test; a configuration is absent that is a baseline
   * itself, has no figures, or tests with other examples than every baseline under its split.
   */
  static Map<String, Versus> of(ReportData data, Collection<Configuration> configurations) {
    VersusBuilder builder = new VersusBuilder(data);
    List<Pair> pairs = new ArrayList<>();
    for (Configuration own : configurations) {
      if (!own.first().baseline() && !builder.serves(own) && !own.completeSeeds().isEmpty()) {
        configurations.stream()
            .filter(other -> other.split().name().equals(own.split().name()))
            .filter(builder::serves)
            .filter(other -> !other.completeSeeds().isEmpty())
            .filter(other -> builder.tracks(other).equals(builder.tracks(own)))
            .findFirst()
            .ifPresent(baseline -> pairs.add(pair(own, baseline)));
      }
    }
    int resamples = Math.max(LEAST_RESAMPLES, RESAMPLES_A_COMPARISON * pairs.size());
    return builder.corrected(pairs.stream().map(pair -> builder.test(pair, resamples)).toList());
  }

  /** Returns whether a configuration is what others under its split are tested against. */
  private boolean serves(Configuration one) {
    String named = data.judging().settings().baseline();
    if (named == null) {
      return one.first().baseline();
    }
    String ending = "-" + one.split().name();
    return one.id().equals(named)
        || one.id().equals(named + ending)
        || data.splits().stream()
            .map(split -> "-" + split.name())
            .filter(named::endsWith)
            .map(other -> named.substring(0, named.length() - other.length()) + ending)
            .anyMatch(one.id()::equals);
  }

  /** The real tracks that it tests with: those of all its folds. */
  private Set<String> tracks(Configuration one) {
    return tested.computeIfAbsent(
        one.id(),
        id -> {
          Set<String> tracks = new TreeSet<>();
          for (BranchData branch : one.completeSeeds().get(0)) {
            for (PredictionRow row : branch.predictions()) {
              if (row.side() == Side.TEST && !branch.synthetic(row)) {
                tracks.add(row.track());
              }
            }
          }
          return tracks;
        });
  }

  private static Pair pair(Configuration own, Configuration baseline) {
    List<List<BranchData>> mine = own.completeSeeds();
    List<List<BranchData>> its = baseline.completeSeeds();
    List<List<BranchData>> ofOwn = new ArrayList<>();
    List<List<BranchData>> ofBaseline = new ArrayList<>();
    for (List<BranchData> folds : mine) {
      its.stream()
          .filter(other -> other.get(0).seed() == folds.get(0).seed())
          .findFirst()
          .ifPresent(
              other -> {
                ofOwn.add(folds);
                ofBaseline.add(other);
              });
    }
    if (mine.size() > 1 && its.size() > 1 && !ofOwn.isEmpty()) {
      return new Pair(own, baseline, ofOwn, ofBaseline);
    }
    int pairs =
        Math.min(mine.size(), its.size()) == 1
            ? Math.max(mine.size(), its.size())
            : Math.min(mine.size(), its.size());
    return new Pair(own, baseline, seeds(mine, pairs), seeds(its, pairs));
  }

  private static List<List<BranchData>> seeds(List<List<BranchData>> seeds, int count) {
    ImmutableList.Builder<List<BranchData>> chosen = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      chosen.add(seeds.get(Math.min(i, seeds.size() - 1)));
    }
    return chosen.build();
  }

  private Tested test(Pair pair, int resamples) {
    SplitData split = pair.own().split();
    List<List<BranchData>> both = new ArrayList<>(pair.ofOwn());
    both.addAll(pair.ofBaseline());
    // pooled together, so that a cluster has the same number in both
    List<PooledScores> pooled = PooledScores.of(both, Side.TEST, split, PooledScores.Rows.REAL);
    boolean rows = split.protocol() == Protocol.ROW || data.table() != null;
    Function<PooledScores, ClusteredScores> of =
        rows ? PooledScores::segments : PooledScores::tracks;
    List<ClusteredScores> scores = pooled.stream().map(of).toList();
    List<ClusteredScores> own = scores.subList(0, scores.size() / 2);
    List<ClusteredScores> baseline = scores.subList(scores.size() / 2, scores.size());
    return new Tested(
        pair,
        rows ? "row" : "track",
        split.clusterWord(),
        PairedDifference.of(own, baseline, pooled.get(0).clusters(), resamples, data.seed()),
        McNemar.of(
            SeedMean.of(own.stream().map(ClusteredScores::scores).toList()),
            SeedMean.of(baseline.stream().map(ClusteredScores::scores).toList())));
  }

  private Map<String, Versus> corrected(List<Tested> tests) {
    List<Tested> drawn =
        tests.stream().filter(one -> one.difference().accuracy().p() != null).toList();
    double[] byDraws =
        HolmCorrection.adjust(
            drawn.stream().mapToDouble(one -> one.difference().accuracy().p()).toArray());
    double[] exact =
        HolmCorrection.adjust(tests.stream().mapToDouble(one -> one.exact().p()).toArray());
    Map<String, Versus> versus = new LinkedHashMap<>();
    int next = 0;
    for (int i = 0; i < tests.size(); i++) {
      Tested one = tests.get(i);
      versus.put(
          one.pair().own().id(),
          new Versus(
              one.pair().baseline().id(),
              one.level(),
              one.difference().examples(),
              one.pair().ofOwn().size(),
              one.over(),
              one.difference().clusters(),
              one.difference().resamples(),
              tests.size(),
              PairedFigures.Figure.of(one.difference().accuracy()),
              one.difference().accuracy().p(),
              one.difference().accuracy().p() == null ? null : byDraws[next++],
              new Versus.ExactTest(
                  one.exact().onlyFirst(), one.exact().onlySecond(), one.exact().p(), exact[i])));
    }
    return versus;
  }
}
