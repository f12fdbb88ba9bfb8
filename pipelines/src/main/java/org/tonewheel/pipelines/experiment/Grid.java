package org.tonewheel.pipelines.experiment;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Expands what an experiment asks for into the models to be trained. */
final class Grid {
  /** So many models are more than any run can train; a slip in a list asks for more. */
  static final long MOST = 10_000;

  private static final int LONGEST_RATE = 12;

  private Grid() {}

  /** Returns every model of the experiment, the costliest first. */
  static List<Branch> expand(Experiment experiment) {
    List<Branch> branches = new ArrayList<>();
    experiment.branches().forEach(spec -> branches.addAll(expand(experiment, spec)));
    branches.sort(
        Comparator.comparingDouble((Branch b) -> BranchCost.perTrack(b, experiment)).reversed());
    return ImmutableList.copyOf(branches);
  }

  /** Returns how many models an entry asks for, without making them. */
  static double size(Experiment experiment, BranchSpec spec) {
    double folds = 0;
    for (String split : spec.split()) {
      folds += experiment.splits().get(split).models();
    }
    return folds
        * spec.seeds().size()
        * Math.max(1, spec.optimizer().size())
        * Math.max(1, spec.rate().size())
        * Math.max(1, spec.epochs().size());
  }

  /**
   * Returns the models of one entry: by split, optimizer, rate, epochs, seed, fold, the fold
   * fastest.
   */
  static List<Branch> expand(Experiment experiment, BranchSpec spec) {
    List<Branch> branches = new ArrayList<>();
    for (String split : spec.split()) {
      for (Optimizer optimizer : orNone(spec.optimizer())) {
        for (Double rate : orNone(spec.rate())) {
          for (Integer epochs : orNone(spec.epochs())) {
            for (long seed : spec.seeds()) {
              for (int fold = 0; fold < experiment.splits().get(split).models(); fold++) {
                branches.add(branch(experiment, spec, split, optimizer, rate, epochs, seed, fold));
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

  private static Branch branch(
      Experiment experiment,
      BranchSpec spec,
      String split,
      Optimizer optimizer,
      Double rate,
      Integer epochs,
      long seed,
      int fold) {
    Integer folds = experiment.splits().get(split).folds();
    List<String> parts = new ArrayList<>();
    parts.add(spec.net().id());
    addIf(parts, spec.name() != null, spec.name());
    addIf(parts, optimizer != null, optimizer == null ? "" : optimizer.id());
    addIf(parts, rate != null, rate == null ? "" : plain(rate));
    addIf(parts, epochs != null, "e" + epochs);
    addIf(parts, experiment.sources().size() > 1, spec.source());
    parts.add(spec.features());
    parts.add(split);
    String configuration = String.join("-", parts);
    addIf(parts, folds != null, "f" + fold);
    parts.add("s" + seed);
    return new Branch(
        String.join("-", parts),
        configuration,
        spec.net(),
        spec.source(),
        spec.features(),
        split,
        fold,
        folds == null ? 1 : folds,
        seed,
        optimizer,
        rate == null ? 0 : rate,
        spec.schedule(),
        orZero(spec.warmupEpochs()),
        spec.plateauFactor() == null ? 0 : spec.plateauFactor(),
        orZero(spec.plateauPatience()),
        orZero(epochs),
        orZero(spec.patience()),
        spec.keep(),
        orZero(spec.batchSize()),
        spec.hidden(),
        orZero(spec.layers()),
        spec.dropout() == null ? 0 : spec.dropout(),
        spec.augment() != null && spec.augment(),
        spec.clipNorm() == null ? 0 : spec.clipNorm(),
        spec.classWeights() == null ? ClassWeights.NONE : spec.classWeights(),
        orZero(spec.trees()));
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
