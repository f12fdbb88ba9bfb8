package org.tonewheel.tuning;

import java.util.Objects;

/**
 * All that a study's trials depend on. A study file goes on only with the same settings.
 *
 * @param subject what the trials train and on what, such as a fingerprint of net, data and split;
 *     may be empty
 * @param direction which values are better; that of the sampler and the pruner, if they have one
 * @param parallel trials a wave, at least 1: those of a wave may run side by side. A setting of the
 *     study, not of the machine: it changes what is suggested
 * @param space what is searched
 * @param sampler what suggests
 * @param pruner what ends trials early
 */
public record StudySettings(
    String subject,
    Direction direction,
    int parallel,
    SearchSpace space,
    Sampler sampler,
    Pruner pruner) {

  /**
   * @throws IllegalArgumentException if there is no trial a wave, or directions differ
   */
  public StudySettings {
    Objects.requireNonNull(subject, "subject");
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be at least 1");
    }
    if (sampler instanceof TpeSampler tpe) {
      same("sampler", direction, tpe.direction());
    }
    if (pruner instanceof MedianPruner median) {
      same("pruner", direction, median.direction());
    } else if (pruner instanceof SuccessiveHalvingPruner halving) {
      same("pruner", direction, halving.direction());
    }
  }

  private static void same(String part, Direction study, Direction other) {
    if (study != other) {
      throw new IllegalArgumentException(
          "the %s has direction %s, the study %s".formatted(part, other, study));
    }
  }
}
