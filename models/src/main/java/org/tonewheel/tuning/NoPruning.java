package org.tonewheel.tuning;

import java.util.List;

/** Every trial goes on to its end. */
public record NoPruning() implements Pruner {
  @Override
  public boolean prunes(List<TrialRecord> others, TrialRecord mine) {
    return false;
  }
}
