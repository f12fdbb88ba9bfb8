package org.tonewheel.gan;

/** Is told of each epoch as it ends, on the thread that trains. */
@FunctionalInterface
public interface GanListener {
  /**
   * Called once an epoch; epochs already in the checkpoint that a training resumed from are not.
   */
  void onEpoch(GanReport report);
}
