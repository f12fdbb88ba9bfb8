package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.PairedDifference;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Sets an arm with synthetic segments against its plain arm. */
final class PairedBuilder {

  private static final int RESAMPLES = 2000;

  private final long seed;

  PairedBuilder(long seed) {
    this.seed = seed;
  }

  /**
   * Returns the differences; null where the arms have no seed in common that both are done with.
   */
  PairedFigures compare(Configuration arm, Configuration plain) {
    List<List<BranchData>> ofArm = new ArrayList<>();
    List<List<BranchData>> ofPlain = new ArrayList<>();
    for (List<BranchData> folds : arm.completeSeeds()) {
      plain.completeSeeds().stream()
          .filter(other -> other.get(0).seed() == folds.get(0).seed())
          .findFirst()
          .ifPresent(
              other -> {
                ofArm.add(folds);
                ofPlain.add(other);
              });
    }
    if (ofArm.isEmpty()) {
      return null;
    }
    return new PairedFigures(
        plain.id(),
        ofArm.size(),
        levels(arm.split(), ofArm, ofPlain, Side.VALIDATION),
        levels(arm.split(), ofArm, ofPlain, Side.TEST));
  }

  private PairedFigures.Levels levels(
      SplitData split, List<List<BranchData>> arm, List<List<BranchData>> plain, Side side) {
    List<List<BranchData>> both = new ArrayList<>(arm);
    both.addAll(plain);
    // pooled together, so that a cluster has the same number in both
    List<PooledScores> pooled = PooledScores.of(both, side, split, PooledScores.Rows.REAL);
    if (split.protocol() == Protocol.ROW) {
      return new PairedFigures.Levels(
          null, null, level(pooled, PooledScores::segments, split.clusterWord()));
    }
    return new PairedFigures.Levels(
        level(pooled, PooledScores::segments, split.clusterWord()),
        level(pooled, PooledScores::tracks, split.clusterWord()),
        null);
  }

  private PairedFigures.Level level(
      List<PooledScores> pooled, Function<PooledScores, ClusteredScores> of, String over) {
    List<ClusteredScores> scores = pooled.stream().map(of).toList();
    int seeds = scores.size() / 2;
    PairedDifference difference =
        PairedDifference.of(
            scores.subList(0, seeds),
            scores.subList(seeds, scores.size()),
            pooled.get(0).clusters(),
            RESAMPLES,
            seed);
    return new PairedFigures.Level(
        difference.examples(),
        over,
        difference.clusters(),
        difference.resamples(),
        PairedFigures.Figure.of(difference.accuracy()),
        PairedFigures.Figure.of(difference.macroAccuracy()));
  }
}
