package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.google.errorprone.annotations.MustBeClosed;

/**
 * One step of a training or an evaluation: switches the recording of gradients on or off for the
 * calling thread, and frees the step's tensors when closed.
 *
 * <p>DJL's own collector allows one training a process at a time; torch itself keeps this switch
 * per thread, so scopes on several threads do not meet. Scopes nest, and must be closed on the
 * thread that opened them.
 *
 * <p>An operation's result belongs to the manager of the array it is called on: start from an array
 * of {@link #manager}, such as the batch, not from a parameter, else the result outlives the step.
 */
public final class GradientScope implements AutoCloseable {
  private final NDManager manager;
  private final boolean before;

  private GradientScope(NDManager parent, boolean recording) {
    manager = parent.newSubManager();
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(recording);
  }

  /** A scope that records operations on parameters, for a training step. */
  @MustBeClosed
  public static GradientScope recording(NDManager parent) {
    return new GradientScope(parent, true);
  }

  /** A scope that records nothing, for evaluation and inference. */
  @MustBeClosed
  public static GradientScope inference(NDManager parent) {
    return new GradientScope(parent, false);
  }

  /** The manager of the tensors that end with this step. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Adds the loss's gradients to those of every parameter it was computed from, and frees the
   * recorded graph.
   *
   * @param loss a scalar
   */
  public void backward(NDArray loss) {
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
    manager.close();
  }
}
