package org.tonewheel.nets;

import java.util.List;

/**
 * One layer of a net, to be shown.
 *
 * @param name unique in its net
 * @param kind such as {@code Convolution}
 * @param output shape of what becomes of one row
 * @param parameters trained floats; running statistics do not count, as in PyTorch
 */
public record LayerSummary(String name, String kind, List<Long> output, long parameters) {}
