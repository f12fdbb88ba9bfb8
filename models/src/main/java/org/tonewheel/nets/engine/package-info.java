/**
 * The PyTorch engine as the nets need it: recording of gradients without a process-wide lock,
 * optimisers equal to PyTorch's, and initial weights and dropout masks drawn from keyed streams.
 *
 * <p>This is the only package that may touch {@code ai.djl.pytorch}; what it relies on there is
 * checked once at start by {@link org.tonewheel.nets.engine.EngineSelfTest}.
 */
package org.tonewheel.nets.engine;
