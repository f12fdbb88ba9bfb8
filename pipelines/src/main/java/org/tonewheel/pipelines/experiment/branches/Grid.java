package org.tonewheel.pipelines.experiment.branches;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.Synthesis;

/** Expands what an experiment asks for into the models to be trained. */
public final class Grid {
  private static final int LONGEST_RATE = 12;

  private Grid() {}

  /**
   * Returns every model that the experiment's branches ask for, the costliest first; those of its
   * studies are not among them.
   *
   * @param experiment one that was loaded, and so holds what its branches refer to
   */
  public static List<Branch> expand(Experiment experiment) {
    List<Branch> branches = new ArrayList<>();
    experiment.branches().forEach(spec -> branches.addAll(expand(experiment, spec)));
    return branches.stream()
        .map(branch -> new Costed(branch, BranchCost.perTrack(branch, experiment)))
        .sorted(Comparator.comparingDouble(Costed::cost).reversed())
        .map(Costed::branch)
        .collect(ImmutableList.toImmutableList());
  }

  /** A model and its cost, which takes longer to know than to compare. */
  private record Costed(Branch branch, double cost) {}

  /**
   * Returns how many models an entry asks for, without making them; a double, since lists in a file
   * may multiply to more than any whole number holds.
   */
  public static double size(Experiment experiment, BranchSpec spec) {
    double folds = 0;
    for (String split : spec.split()) {
      folds += experiment.splits().get(split).models();
    }
    return folds
        * Math.max(1, spec.synthesis().size())
        * spec.seeds().size()
        * Math.max(1, spec.optimizer().size())
        * Math.max(1, spec.rate().size())
        * Math.max(1, spec.epochs().size());
  }

  /**
   * Returns the models of one entry: by split, synthetic set, optimizer, rate, epochs, seed, fold,
   * the fold fastest.
   *
   * @param spec an entry of the experiment's branches, or the branch of a trial
   */
  public static List<Branch> expand(Experiment experiment, BranchSpec spec) {
    List<Branch> branches = new ArrayList<>();
    for (String split : spec.split()) {
      for (String synthesis : orNone(spec.synthesis())) {
        for (Optimizer optimizer : orNone(spec.optimizer())) {
          for (Double rate : orNone(spec.rate())) {
            for (Integer epochs : orNone(spec.epochs())) {
              for (long seed : spec.seeds()) {
                for (int fold = 0; fold < experiment.splits().get(split).models(); fold++) {
                  Point point = new Point(split, synthesis, optimizer, rate, epochs, seed, fold);
                  branches.add(branch(experiment, spec, point));
                }
              }
            }
          }
        }
      }
    }
    return branches;
  }

  private static <T> List<T> orNone(List<T> values) {
    List<T> list = new ArrayList<>(values);
    if (list.isEmpty()) {
      list.add(null);
    }
    return list;
  }

  /** One combination of what an entry gives several of; null for what its net does not take. */
  private record Point(
      String split,
      String synthesis,
      Optimizer optimizer,
      Double rate,
      Integer epochs,
      long seed,
      int fold) {}

  private static Branch branch(Experiment experiment, BranchSpec spec, Point point) {
    Integer folds = experiment.splits().get(point.split()).folds();
    boolean enlarged = point.synthesis() != null && !point.synthesis().equals(Synthesis.NONE);
    List<String> parts = new ArrayList<>();
    parts.add(spec.net().id());
    addIf(parts, spec.name() != null, spec.name());
    addIf(
        parts, point.optimizer() != null, point.optimizer() == null ? "" : point.optimizer().id());
    addIf(parts, point.rate() != null, point.rate() == null ? "" : plain(point.rate()));
    addIf(parts, point.epochs() != null, "e" + point.epochs());
    addIf(parts, experiment.sources().size() > 1, spec.source());
    parts.add(spec.features());
    addIf(parts, enlarged, point.synthesis());
    parts.add(point.split());
    String configuration = String.join("-", parts);
    addIf(parts, folds != null, "f" + point.fold());
    parts.add("s" + point.seed());
    return new Branch(
        String.join("-", parts),
        configuration,
        spec.net(),
        spec.source(),
        spec.features(),
        enlarged ? point.synthesis() : null,
        SynthesisGrid.id(
            experiment, spec, point.synthesis(), point.split(), point.seed(), point.fold()),
        point.split(),
        point.fold(),
        folds == null ? 1 : folds,
        point.seed(),
        point.optimizer(),
        point.rate() == null ? 0 : point.rate(),
        spec.schedule(),
        orZero(spec.warmupEpochs()),
        spec.plateauFactor() == null ? 0 : spec.plateauFactor(),
        orZero(spec.plateauPatience()),
        orZero(point.epochs()),
        orZero(spec.patience()),
        spec.keep(),
        orZero(spec.batchSize()),
        spec.hidden(),
        orZero(spec.layers()),
        spec.dropout() == null ? 0 : spec.dropout(),
        spec.augment() != null && spec.augment(),
        spec.clipNorm() == null ? 0 : spec.clipNorm(),
        spec.classWeights() == null ? ClassWeights.NONE : spec.classWeights(),
        orZero(spec.trees()),
        RowOptions.of(spec, members(experiment, spec, point)));
  }

  /** The members of an ensemble, as branches of their own would be. */
  private static List<Branch> members(Experiment experiment, BranchSpec spec, Point point) {
    return spec.members().stream()
        .map(
            member ->
                branch(
                    experiment,
                    member,
                    new Point(
                        point.split(),
                        null,
                        null,
                        Iterables.getFirst(member.rate(), null),
                        Iterables.getFirst(member.epochs(), null),
                        point.seed(),
                        point.fold())))
        .toList();
  }

  private static void addIf(Collection<String> parts, boolean condition, String part) {
    if (condition) {
      parts.add(part);
    }
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  /** Returns a rate without exponent, since ids are compared by eye, unless that takes too long. */
  private static String plain(double rate) {
    String plain = BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    return plain.length() <= LONGEST_RATE ? plain : Double.toString(rate).toLowerCase(Locale.ROOT);
  }
}
