package org.tonewheel.nets;

import java.util.List;

/**
 * One layer of a net, to be shown.
 *
 * @param name unique in its net
 * @param kind such as {@code Convolution}
 * @param output shape of what becomes of one row
 * @param parameters floats that it holds, running statistics included
 */
public record LayerSummary(String name, String kind, List<Long> output, long parameters) {}
