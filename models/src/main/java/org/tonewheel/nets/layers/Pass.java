package org.tonewheel.nets.layers;

import org.tonewheel.nets.engine.DropoutMasks;

/**
 * What a forward pass is for.
 *
 * @param training whether gradients will be taken: with dropout, and with a batch's own statistics
 * @param masks for dropout, at the current step
 */
public record Pass(boolean training, DropoutMasks masks) {}
