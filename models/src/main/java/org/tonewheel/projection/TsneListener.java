package org.tonewheel.projection;

/** Is told how far a layout has come. */
@FunctionalInterface
public interface TsneListener {
  /** Says nothing to anyone. */
  TsneListener NONE = (iteration, iterations, klDivergence) -> {};

  /**
   * Called every 50 iterations.
   *
   * @param iteration how many are done
   * @param iterations how many there will be at most
   * @param klDivergence of the layout before the last of them, from the affinities as they are (not
   *     exaggerated), in nats
   */
  void onProgress(int iteration, int iterations, double klDivergence);
}
