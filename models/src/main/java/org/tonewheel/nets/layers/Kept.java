package org.tonewheel.nets.layers;

/**
 * What a layer's forward pass keeps for the backward pass.
 *
 * @param input whether its input
 * @param output whether its output
 * @param floats besides these, a row, in units of 32 bits
 */
public record Kept(boolean input, boolean output, long floats) {
  static final Kept NOTHING = new Kept(false, false, 0);
  static final Kept INPUT = new Kept(true, false, 0);
  static final Kept OUTPUT = new Kept(false, true, 0);
}
